import type { Board, BoardUnit } from '@loumen/shared/calls/schema'
import { entranceColour } from '@loumen/shared/look/colours'
import type { HouseholdTickets } from '@loumen/shared/tickets/schema'
import { ColourTile } from '../../ui/colour-tile'
import { Box, Heading, Words } from '../../ui/elements'
import { Shape } from '../../ui/shape'
import { useWords } from '../../use-words'
import type { Stage } from './stage'
import { Waiting } from './waiting'

interface Props {
  stage: Exclude<Stage, 'called'>
  household: HouseholdTickets
  board: Board | undefined
  unit: BoardUnit | undefined
}

/** Every stage but the call: where the household is, one heading, one sentence. */
export function Standing({ stage, household, board, unit }: Props) {
  const { t, colourName, shapeName } = useWords()
  const { fill, text } = entranceColour(household.colour)
  const site = household.site?.name
  const title = t(`${stage}Title`)
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
      {stage === 'waiting' ? (
        <Waiting household={household} board={board} unit={unit} />
      ) : (
        <Words className="lead">
          {stage === 'missed' ? t(site ? 'missedBody' : 'missedNoSite', { site }) : t(`${stage}Body`)}
        </Words>
      )}
    </Box>
  )
}
