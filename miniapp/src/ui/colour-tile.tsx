import { entranceColour } from '@loumen/shared/look/colours'
import { useWords } from '../use-words'
import { Box } from './elements'
import { Shape } from './shape'

/** An entrance's colour, never alone: with its shape, and its name for those who hear the screen. */
export function ColourTile({ colour, size = 44 }: { colour: number; size?: number }) {
  const { colourName, shapeName } = useWords()
  const { fill, text } = entranceColour(colour)
  return (
    <Box
      className="tile"
      role="img"
      label={`${colourName(colour)} ${shapeName(colour)}`}
      style={{ width: `${size}px`, height: `${size}px`, backgroundColor: fill, borderColor: text }}
    >
      <Shape colour={colour} size={Math.round(size * 0.55)} />
    </Box>
  )
}
