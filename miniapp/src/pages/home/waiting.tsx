import type { Board, BoardUnit } from '@loumen/shared/calls/schema'
import type { HouseholdTickets } from '@loumen/shared/tickets/schema'
import { Box, Words } from '../../ui/elements'
import { Street } from '../../ui/street'
import { useWords } from '../../use-words'
import { stretchAround } from './stretch'

interface Props {
  household: HouseholdTickets
  board: Board | undefined
  unit: BoardUnit | undefined
}

/** How long it will take, honestly, and the street of entrances in front. */
export function Waiting({ household, board, unit }: Props) {
  const { t } = useWords()
  if (!board || !unit) return <Words className="lead">{t('waitingUnknown')}</Words>
  const { ahead, minutes } = unit
  return (
    <Box>
      <Words id="ahead" className="ahead">
        {ahead ? t('waitingAhead', { count: ahead }) : t('waitingFirst')}
      </Words>
      <Words id="minutes" className="lead">
        {minutes ? t('waitingMinutes', { from: minutes[0], to: minutes[1] }) : t('waitingUnknown')}
      </Words>
      <Street id="street" units={stretchAround(board.units, household.entranceId, 8)} own={household.entranceId} />
      <Words id="figures" className="quiet">
        {t('figures', board.figures)}
      </Words>
    </Box>
  )
}
