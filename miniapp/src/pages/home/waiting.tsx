import { onFloor } from '@loumen/shared/calls/rules'
import type { Board, BoardUnit } from '@loumen/shared/calls/schema'
import type { HouseholdTickets } from '@loumen/shared/tickets/schema'
import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { whenSaid } from '@loumen/shared/words/when'
import { Box, Words } from '../../ui/elements'
import { Street } from '../../ui/street'
import { useWords } from '../../use-words'
import { stretchAround } from './stretch'

interface Props {
  household: HouseholdTickets
  board: Board | undefined
  unit: BoardUnit | undefined
  now: number
  /** Only how long: who is next knows where it stands. */
  brief?: boolean
}

/** How long it will take, honestly, and the street of entrances in front. */
export function Waiting({ household, board, unit, now, brief }: Props) {
  const { t, language } = useWords()
  const calling = useWords(phoneCallWords)
  if (!board || !unit) return <Words className="lead">{t('waitingUnknown')}</Words>
  const { minutes } = onFloor(unit, household.floor)
  const { notBefore } = household
  const kept = notBefore && Date.parse(notBefore) > now
  const place =
    unit.state === 'called'
      ? calling.t('floorWaits', { floor: household.floor })
      : unit.ahead
        ? t('waitingAhead', { count: unit.ahead })
        : t('waitingFirst')
  if (brief)
    return minutes ? (
      <Words id="minutes" className="lead">
        {t('waitingMinutes', { from: minutes[0], to: minutes[1] })}
      </Words>
    ) : null
  return (
    <Box>
      <Words id="ahead" className="ahead">
        {place}
      </Words>
      <Words id="minutes" className="lead">
        {minutes ? t('waitingMinutes', { from: minutes[0], to: minutes[1] }) : t('waitingUnknown')}
      </Words>
      {unit.held && (
        <Words id="held-note" className="note">
          {calling.t('heldNote')}
        </Words>
      )}
      {kept && (
        <Words id="not-before-note" className="note">
          {calling.t('notBeforeNote', { time: whenSaid(language, notBefore, now) })}
        </Words>
      )}
      <Street id="street" units={stretchAround(board.units, household.entranceId, 8)} own={household.entranceId} />
      <Words id="figures" className="quiet">
        {t('figures', board.figures)}
      </Words>
    </Box>
  )
}
