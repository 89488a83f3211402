import fc from 'fast-check'
import { type Ground, planRoute, routeMetres, type Stop, shareOut } from './route'

/** Entrances on a map by their names: e10.20 lies ten metres east and twenty north of the site. */
const ground: Ground = {
  metres(from, to) {
    const at = (name: string | undefined) => (name?.slice(1).split('.') ?? ['0', '0']).map(Number) as [number, number]
    const [[x1, y1], [x2, y2]] = [at(from), at(to)]
    return Math.abs(x1 - x2) + Math.abs(y1 - y2)
  },
  lift: (entranceId) => Number(entranceId.at(-1)) % 2 === 0,
}
const stop = (id: string, entranceId: string, floor: number, wish: Partial<Stop> = {}): Stop => ({
  id,
  entranceId,
  floor,
  ...wish,
})
const orders = <T>(all: readonly T[]): T[][] =>
  all.length < 2
    ? [[...all]]
    : all.flatMap((one, i) => orders(all.filter((_, j) => j !== i)).map((rest) => [one, ...rest]))
const ids = (stops: readonly Stop[]) => stops.map(({ id }) => id)
const anyStop = fc
  .record({
    x: fc.integer({ min: 0, max: 40 }),
    y: fc.integer({ min: 0, max: 40 }),
    floor: fc.integer({ min: 1, max: 33 }),
  })
  .map(({ x, y, floor }) => ({ entranceId: `e${x * 10}.${y * 10 + (x % 2)}`, floor }))
const anyStops = (max: number) =>
  fc
    .array(anyStop, { minLength: 1, maxLength: max })
    .map((all) => all.map((one, i) => stop(String(i), one.entranceId, one.floor)))

describe('a route', () => {
  it('visits an entrance once: on foot from below, with a lift from above', () => {
    const walked = [stop('a', 'e10.1', 2), stop('b', 'e50.1', 3), stop('c', 'e10.1', 6)]
    expect(ids(planRoute(walked, ground))).toEqual(expect.arrayContaining(['a', 'b', 'c']))
    expect(ids(planRoute(walked, ground)).join('')).toContain('ac')
    expect(ids(planRoute([stop('a', 'e10.0', 2), stop('c', 'e10.0', 6)], ground))).toEqual(['c', 'a'])
  })

  it('counts three metres a floor, six without a lift, and the way back', () => {
    expect(routeMetres([stop('a', 'e10.0', 5)], ground)).toBe(2 * (10 + 12))
    expect(routeMetres([stop('a', 'e10.1', 5)], ground)).toBe(2 * (11 + 24))
    expect(routeMetres([], ground)).toBe(0)
  })

  it('is the best of all orders as long as a team has few entrances', () => {
    fc.assert(
      fc.property(anyStops(6), (stops) => {
        const best = Math.min(...orders(stops).map((order) => routeMetres(order, ground)))
        expect(routeMetres(planRoute(stops, ground), ground)).toBeCloseTo(best)
      }),
      { numRuns: 100 },
    )
  })

  it('visits every door once, however many there are', () => {
    fc.assert(
      fc.property(anyStops(40), fc.integer({ min: 1, max: 6 }), (stops, teams) => {
        expect(ids(planRoute(stops, ground)).sort()).toEqual(ids(stops).sort())
        const shared = shareOut(stops, teams, ground)
        expect(shared).toHaveLength(teams)
        expect(shared.flatMap(ids).sort()).toEqual(ids(stops).sort())
      }),
      { numRuns: 60 },
    )
  })

  it('honours a wish when it can, at the price of a longer way', () => {
    const near = stop('near', 'e10.0', 1, { from: 60, until: 120 })
    const far = [stop('far', 'e200.0', 1), stop('farther', 'e210.0', 1)]
    expect(ids(planRoute([near, ...far], ground)).at(-1)).toBe('near')
    expect(ids(planRoute([{ ...near, from: 0, until: 5 }, ...far], ground))[0]).toBe('near')
  })

  it('shares the work so that no team has more than half when there are two', () => {
    const stops = Array.from({ length: 20 }, (_, i) => stop(String(i), `e${i * 30}.0`, 4))
    const sizes = shareOut(stops, 2, ground).map((own) => own.length)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(12)
  })
})
