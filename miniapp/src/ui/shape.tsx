import { entranceColour } from '@loumen/shared/look/colours'
import { shapeSvg } from '@loumen/shared/look/shapes'
import { Box } from './elements'
import { svgBackground } from './svg'

/** The shape of an entrance's colour in the colour of the text on it. */
export function Shape({ colour, size, label }: { colour: number; size: number; label?: string }) {
  const { shape, text } = entranceColour(colour)
  return (
    <Box
      className="shape"
      role={label ? 'img' : undefined}
      label={label}
      style={{ width: `${size}px`, height: `${size}px`, ...svgBackground(shapeSvg(shape, text)) }}
    />
  )
}
