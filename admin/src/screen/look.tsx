import { entranceColour } from '@loumen/shared/look/colours'
import { shapePaths } from '@loumen/shared/look/shapes'
import { en, zh } from './words'

/** An entrance's shape, drawn. */
export function ShapeMark({ colour }: { colour: number }) {
  return (
    <svg className="shape" viewBox="0 0 24 24" aria-hidden="true">
      <path d={shapePaths[entranceColour(colour).shape]} fill="currentColor" />
    </svg>
  )
}

/** An entrance's colour and shape in words. */
export function LookName({ colour }: { colour: number }) {
  const look = entranceColour(colour)
  return (
    <span className="look-name">
      {zh('colour', { colour: look.zh, shape: look.shapeZh })}{' '}
      <small lang="en">{en('colour', { colour: look.en, shape: look.shapeEn })}</small>
    </span>
  )
}
