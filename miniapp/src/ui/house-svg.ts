import type { UnitState } from '@loumen/shared/calls/schema'
import { entranceColour } from '@loumen/shared/look/colours'
import { windowLooks } from '@loumen/shared/look/elevation'
import { shapePaths } from '@loumen/shared/look/shapes'

const windowOf = { waiting: 'waiting', next: 'waiting', called: 'called', cleared: 'lit' } as const

/**
 * An entrance as a small house: its windows as its state has them (dark, outlined, lit), its door in its colour
 * with its shape. No household can be read from it.
 */
export function houseSvg(state: UnitState, colour: number): string {
  const { glass, frame } = windowLooks[windowOf[state]]
  const { fill, text, shape } = entranceColour(colour)
  const windows = [0, 1, 2, 3]
    .flatMap((floor) =>
      [0, 1].map(
        (column) =>
          `<rect x="${7 + column * 17}" y="${8 + floor * 12}" width="9" height="8" fill="${glass}" stroke="${frame}" stroke-width="1.5"/>`,
      ),
    )
    .join('')
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 76">` +
    `<path d="M2 75V4h36v71z" fill="#F7F7F5" stroke="#1F2A37" stroke-width="1.5"/>${windows}` +
    `<rect x="10" y="56" width="20" height="19" fill="${fill}" stroke="#1F2A37" stroke-width="1.2"/>` +
    `<path transform="translate(14 59.5) scale(.5)" d="${shapePaths[shape]}" fill="${text}"/></svg>`
  )
}
