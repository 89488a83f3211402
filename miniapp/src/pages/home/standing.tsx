import type { Board, BoardUnit } from '@loumen/shared/calls/schema'
import { entranceColour } from '@loumen/shared/look/colours'
import type { HouseholdTickets } from '@loumen/shared/tickets/schema'
import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { whenSaid } from '@loumen/shared/words/when'
import { ColourTile } from '../../ui/colour-tile'
import { Box, Heading, Words } from '../../ui/elements'
import { Shape } from '../../ui/shape'
import { useWords } from '../../use-words'
import { PauseNote } from './pause-note'
import type { HomeSite } from './site-of'
import type { Stage } from './stage'
import { Waiting } from './waiting'

interface Props {
  stage: Exclude<Stage, 'called'>
  household: HouseholdTickets
  board: Board | undefined
  unit: BoardUnit | undefined
  site: HomeSite | undefined
  now: number
}

/** Every stage but the call: where the household is, one heading, one sentence. */
export function Standing({ stage, household, board, unit, site, now }: Props) {
  const { t, colourName, shapeName, language } = useWords()
  const calling = useWords(phoneCallWords)
  const { fill, text } = entranceColour(household.colour)
  const place = { site: site?.name ?? '', place: site?.place ?? '' }
  const title =
    stage === 'paused' || stage === 'moreTime'
      ? calling.t(`${stage}Title`)
      : stage === 'next' && unit?.state === 'called'
        ? calling.t('floorNext')
        : t(`${stage}Title`)
  const asked = household.againAt ?? household.calledAt
  const sentence = () => {
    if (stage === 'paused') return undefined
    if (stage === 'moreTime') return calling.t('moreTimeBody', place)
    if (stage !== 'missed') return t(`${stage}Body` as 'nextBody')
    if (asked && site) return calling.t('missedSince', { ...place, time: whenSaid(language, asked, now) })
    return site ? t('missedBody', place) : t('missedNoSite')
  }
  return (
    <Box id={`stage-${stage}`}>
      <Box className="where">
        <ColourTile colour={household.colour} />
        <Box className="where-words">
          <Words className="where-entrance">
            {household.entrance} {household.door}
          </Words>
          <Words className="quiet">
            {household.community} · {household.round} · {colourName(household.colour)} {shapeName(household.colour)}
          </Words>
        </Box>
      </Box>
      {stage === 'next' ? (
        <Box className="band" role="alert" style={{ backgroundColor: fill, color: text, borderColor: text }}>
          <Shape colour={household.colour} size={56} />
          <Heading className="band-title">{title}</Heading>
        </Box>
      ) : (
        <Heading className="big-title">{title}</Heading>
      )}
      {stage !== 'waiting' && sentence() && <Words className="lead">{sentence()}</Words>}
      {stage === 'missed' && asked && <Words className="quiet">{calling.t('missedHelp')}</Words>}
      {(stage === 'waiting' || stage === 'next' || stage === 'paused') && site?.pause && (
        <PauseNote site={site} called={stage === 'paused'} now={now} />
      )}
      {(stage === 'waiting' || stage === 'next') && (
        <Waiting household={household} board={board} unit={unit} now={now} brief={stage === 'next'} />
      )}
    </Box>
  )
}
