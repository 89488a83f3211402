import { type Ground, planRoute, routeMetres, type Stop } from '@loumen/shared/visits/route'
import { chance } from './day/chance'
import { rounded } from './measure/figures'

export interface RoutesOptions {
  /** Routes of each kind. */
  routes?: number
  /** Doors of a team with a full bag; a best order can still be found by trying all for `few`. */
  doors?: number
  few?: number
  seed?: number
}

/** Routes of visit teams against walking to the nearest door each time, and against the best of all orders. */
export async function run({ routes = 100, doors = 40, few = 7, seed = 1 }: RoutesOptions) {
  const random = chance(seed, 'routes')
  const kinds = { many: doors, few }
  const sums = { planned: 0, nearest: 0, fewPlanned: 0, fewBest: 0, worst: 1, atOnceMs: 0 }
  for (let i = 0; i < routes; i++) {
    const town = townOf(random)
    const stops = doorsOf(town, kinds.many, random)
    const begun = performance.now()
    const route = planRoute(stops, town)
    sums.atOnceMs = Math.max(sums.atOnceMs, performance.now() - begun)
    sums.planned += routeMetres(route, town)
    sums.nearest += routeMetres(nearestDoors(stops, town), town)
    const small = doorsOf(town, kinds.few, random)
    const [own, best] = [routeMetres(planRoute(small, town), town), bestOf(small, town)]
    sums.fewPlanned += own
    sums.fewBest += best
    sums.worst = Math.max(sums.worst, own / best)
  }
  return {
    routes,
    doors: kinds.many,
    nearestRatio: rounded(sums.planned / sums.nearest, 3),
    few: kinds.few,
    bestRatio: rounded(sums.fewPlanned / sums.fewBest, 4),
    worstBestRatio: rounded(sums.worst, 4),
    longestMs: rounded(sums.atOnceMs, 1),
  }
}

interface Town extends Ground {
  entrances: { id: string; floors: number }[]
}

/** A community of forty buildings with two entrances each, on a field of four hundred metres; a third without a lift. */
function townOf(random: () => number): Town {
  const buildings = Array.from({ length: 40 }, () => {
    const high = random() < 2 / 3
    return { x: random() * 400, y: random() * 400, high, floors: high ? 12 + Math.floor(random() * 20) : 6 }
  })
  const entrances = buildings.flatMap(({ x, y, high, floors }, i) =>
    [0, 1].map((side) => ({ id: `${i + 1}-${side + 1}`, x: x + side * 25, y, high, floors })),
  )
  const at = new Map(entrances.map((entrance) => [entrance.id, entrance]))
  const place = (id: string | undefined) => (id && at.get(id)) || { x: 200, y: 200 }
  return {
    entrances,
    metres(from, to) {
      const [a, b] = [place(from), place(to)]
      return Math.abs(a.x - b.x) + Math.abs(a.y - b.y)
    },
    lift: (id) => at.get(id)?.high ?? false,
  }
}

function doorsOf({ entrances }: Town, count: number, random: () => number): Stop[] {
  return Array.from({ length: count }, (_, i) => {
    const entrance = entrances[Math.floor(random() * entrances.length)]
    if (!entrance) throw new Error('the town has no entrance')
    return { id: String(i), entranceId: entrance.id, floor: 1 + Math.floor(random() * entrance.floors) }
  })
}

/** What a team does without a plan: the cheapest door from here, again and again. */
function nearestDoors(stops: readonly Stop[], ground: Ground): Stop[] {
  const left = [...stops]
  const order: Stop[] = []
  const price = (stop: Stop) => routeMetres([...order.slice(-1), stop], ground) - routeMetres([stop], ground) / 2
  while (left.length) {
    const next = left.reduce((a, b) => (price(b) < price(a) ? b : a))
    left.splice(left.indexOf(next), 1)
    order.push(next)
  }
  return order
}

function bestOf(stops: readonly Stop[], ground: Ground, order: readonly Stop[] = []): number {
  if (!stops.length) return routeMetres(order, ground)
  return Math.min(
    ...stops.map((stop, i) =>
      bestOf(
        stops.filter((_, j) => j !== i),
        ground,
        [...order, stop],
      ),
    ),
  )
}
