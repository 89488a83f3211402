import type { BoardUnit, UnitState } from '@loumen/shared/calls/schema'
import { stretchAround } from './stretch'

const street = (states: UnitState[]): BoardUnit[] =>
  states.map((state, place) => ({
    entranceId: String(place),
    label: `${place}单元`,
    colour: place,
    state,
    siteId: null,
    calledAt: null,
    times: 0,
    ahead: 0,
    minutes: null,
    minutesLast: null,
    left: [],
    held: false,
  }))
const places = (units: BoardUnit[]) => units.map(({ entranceId }) => Number(entranceId))

test('a short street is shown whole', () => {
  expect(places(stretchAround(street(['cleared', 'called', 'waiting', 'waiting']), '3', 8))).toEqual([1, 2, 3])
})

test('a long way keeps both ends in sight: who is called and the entrances just before one’s own', () => {
  const units = street(
    Array.from({ length: 30 }, (_, place) => (place < 5 ? 'cleared' : place === 5 ? 'called' : 'waiting')),
  )
  expect(places(stretchAround(units, '25', 8))).toEqual([5, 6, 7, 8, 22, 23, 24, 25])
})

test('the own entrance is always there', () => {
  const units = street(Array.from({ length: 20 }, () => 'waiting'))
  for (const { entranceId } of units) {
    const shown = stretchAround(units, entranceId, 8)
    expect(shown.some((unit) => unit.entranceId === entranceId)).toBe(true)
    expect(shown.length).toBeLessThanOrEqual(8)
  }
})
