import type { BoardUnit } from '@loumen/shared/calls/schema'
import { useWords } from '../use-words'
import { Box, Words } from './elements'
import { houseSvg } from './house-svg'
import { svgBackground } from './svg'

/** One entrance of the street: its house, its name, and the mark of one's own. */
export function House({ unit, own }: { unit: BoardUnit; own: boolean }) {
  const { t, word, colourName } = useWords()
  const state = word('unit', unit.state)
  return (
    <Box className={`house ${own ? 'house-own' : ''}`} role="listitem">
      <Box
        className="house-picture"
        role="img"
        label={`${unit.label} ${colourName(unit.colour)} ${state}`}
        style={svgBackground(houseSvg(unit.state, unit.colour))}
      />
      <Words className="house-name">{unit.label}</Words>
      <Words className={own ? 'house-mark' : 'house-state'}>{own ? t('ownEntrance') : state}</Words>
    </Box>
  )
}
