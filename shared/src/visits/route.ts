/** A door on a visit team's way. */
export interface Stop {
  id: string
  entranceId: string
  /** 1 is the ground floor; places without floors have 0. */
  floor: number
  /** The time that the household wishes, minutes after the team leaves (R3). */
  from?: number
  until?: number
}

/** What lies between doors. The team leaves its site and comes back to it; the site is `undefined`. */
export interface Ground {
  /** Metres on foot from one entrance to another, the same both ways. */
  metres(from: string | undefined, to: string | undefined): number
  lift(entranceId: string): boolean
}

const metresAFloor = 3
/** An elderly pace, with bags: metres a minute. */
const pace = 50
const minutesAtADoor = 6
/** What a minute late at a door costs, metres: more than any way round within a community. */
const late = 500
const exactUpTo = 9

/** Metres that a floor is worth: three, and six where it is climbed on foot. */
const climb = ({ entranceId, floor }: Stop, ground: Ground) =>
  Math.max(0, floor - 1) * metresAFloor * (ground.lift(entranceId) ? 1 : 2)

function between(a: Stop | undefined, b: Stop | undefined, ground: Ground): number {
  const [up, down] = [b ? climb(b, ground) : 0, a ? climb(a, ground) : 0]
  if (a && b && a.entranceId === b.entranceId) return Math.abs(up - down)
  return down + ground.metres(a?.entranceId, b?.entranceId) + up
}

/** The cost of visiting stops in this order and coming back, in metres: three for a floor, doubled without a lift. */
export function routeMetres(stops: readonly Stop[], ground: Ground): number {
  let sum = 0
  for (let i = 0; i <= stops.length; i++) sum += between(stops[i - 1], stops[i], ground)
  return sum
}

/** The cost with wishes: minutes late weigh more than any way; a minute of waiting at a door as much as walking it. */
function cost(stops: readonly Stop[], ground: Ground): number {
  let [sum, at] = [0, 0]
  for (let i = 0; i <= stops.length; i++) {
    const stop = stops[i]
    const metres = between(stops[i - 1], stop, ground)
    sum += metres
    at += metres / pace
    if (!stop) break
    const wait = Math.max(0, (stop.from ?? 0) - at)
    sum += wait * pace
    at += wait
    sum += Math.max(0, at - (stop.until ?? Number.POSITIVE_INFINITY)) * late
    at += minutesAtADoor
  }
  return sum
}

/**
 * The order in which a team visits its doors: as few metres and floors as can be found, wishes honoured where possible.
 * An entrance is entered once unless wishes ask for more; with a lift the team rides up and works its way down.
 */
export function planRoute(stops: readonly Stop[], ground: Ground): Stop[] {
  const blocks = blocksOf(stops, ground)
  const order = shortest(blocks, ground).flatMap((block) => block.stops)
  if (!stops.some((stop) => stop.from !== undefined || stop.until !== undefined)) return order
  return improve(order, (some) => cost(some, ground))
}

/** The doors of one entrance, which are visited together. */
interface Block {
  entranceId: string
  stops: Stop[]
}

function blocksOf(stops: readonly Stop[], ground: Ground): Block[] {
  const byEntrance = new Map<string, Stop[]>()
  for (const stop of stops) {
    const own = byEntrance.get(stop.entranceId)
    if (own) own.push(stop)
    else byEntrance.set(stop.entranceId, [stop])
  }
  return [...byEntrance].map(([entranceId, own]) => ({
    entranceId,
    stops: own.sort((a, b) => (ground.lift(entranceId) ? b.floor - a.floor : a.floor - b.floor)),
  }))
}

/** The shortest round over the entrances: exact for a few, a good one for many. */
function shortest(blocks: readonly Block[], ground: Ground): Block[] {
  if (blocks.length <= exactUpTo) return exact(blocks, ground)
  const metres = (order: readonly Block[]) => {
    let sum = 0
    for (let i = 0; i <= order.length; i++) sum += ground.metres(order[i - 1]?.entranceId, order[i]?.entranceId)
    return sum
  }
  const starts = [...blocks].sort(
    (a, b) => ground.metres(undefined, a.entranceId) - ground.metres(undefined, b.entranceId),
  )
  const tries = starts.slice(0, 8).map((first) => improve(nearest(blocks, first, ground), metres))
  return tries.reduce((best, order) => (metres(order) < metres(best) ? order : best))
}

/** Held and Karp: the best last step for every set of entrances. */
function exact(blocks: readonly Block[], ground: Ground): Block[] {
  const count = blocks.length
  const metres = (a: number | undefined, b: number | undefined) =>
    ground.metres(a === undefined ? a : blocks[a]?.entranceId, b === undefined ? b : blocks[b]?.entranceId)
  const best = new Map<number, { metres: number; before: number | undefined }>()
  const key = (set: number, last: number) => set * count + last
  for (let last = 0; last < count; last++)
    best.set(key(1 << last, last), { metres: metres(undefined, last), before: undefined })
  for (let set = 1; set < 1 << count; set++) {
    for (let last = 0; last < count; last++) {
      const here = best.get(key(set, last))
      if (!here) continue
      for (let next = 0; next < count; next++) {
        if (set & (1 << next)) continue
        const there = key(set | (1 << next), next)
        const sum = here.metres + metres(last, next)
        if (sum < (best.get(there)?.metres ?? Number.POSITIVE_INFINITY)) best.set(there, { metres: sum, before: last })
      }
    }
  }
  const all = (1 << count) - 1
  let [last, set, shortestRound] = [undefined as number | undefined, all, Number.POSITIVE_INFINITY]
  for (let end = 0; end < count; end++) {
    const sum = (best.get(key(all, end))?.metres ?? Number.POSITIVE_INFINITY) + metres(end, undefined)
    if (sum < shortestRound) [last, shortestRound] = [end, sum]
  }
  const order: Block[] = []
  while (last !== undefined) {
    const block = blocks[last]
    if (block) order.unshift(block)
    const before: number | undefined = best.get(key(set, last))?.before
    set &= ~(1 << last)
    last = before
  }
  return order
}

/** From each entrance to the nearest that is left. */
export function nearest<B extends { entranceId: string }>(blocks: readonly B[], first: B, ground: Ground): B[] {
  const left = blocks.filter((block) => block !== first)
  const order = [first]
  let here = first
  while (left.length) {
    const next = left.reduce((a, b) =>
      ground.metres(here.entranceId, b.entranceId) < ground.metres(here.entranceId, a.entranceId) ? b : a,
    )
    left.splice(left.indexOf(next), 1)
    order.push(next)
    here = next
  }
  return order
}

/** Turns stretches around and moves short ones elsewhere until nothing becomes cheaper (2-opt and Or-opt). */
function improve<T>(start: readonly T[], price: (order: readonly T[]) => number): T[] {
  let order = [...start]
  let sum = price(order)
  for (let better = true; better; ) {
    better = false
    const offer = (candidate: T[]) => {
      const offered = price(candidate)
      if (offered >= sum - 1e-9) return
      ;[order, sum, better] = [candidate, offered, true]
    }
    for (let i = 0; i < order.length; i++) {
      for (let j = i + 1; j < order.length; j++)
        offer([...order.slice(0, i), ...order.slice(i, j + 1).reverse(), ...order.slice(j + 1)])
      for (let length = 1; length <= 3 && i + length <= order.length; length++) {
        const moved = order.slice(i, i + length)
        const rest = [...order.slice(0, i), ...order.slice(i + length)]
        for (let to = 0; to <= rest.length; to++)
          if (to !== i) offer([...rest.slice(0, to), ...moved, ...rest.slice(to)])
      }
    }
  }
  return order
}

/**
 * Shares doors out to teams so that the longest way is as short as can be: one good round over all, cut between
 * entrances. Teams beyond the number of entrances get nothing.
 */
export function shareOut(stops: readonly Stop[], teams: number, ground: Ground): Stop[][] {
  const blocks = blocksOf(stops, ground)
  const round = shortest(blocks, ground)
  const minutes = (from: number, to: number) => {
    const own = round.slice(from, to).flatMap((block) => block.stops)
    return own.length ? routeMetres(own, ground) / pace + own.length * minutesAtADoor : 0
  }
  const cuts = cutEvenly(round.length, Math.max(1, teams), minutes)
  return cuts.map(([from, to]) =>
    planRoute(
      round.slice(from, to).flatMap((block) => block.stops),
      ground,
    ),
  )
}

/** Cuts `length` things into `parts` stretches so that the costliest is as cheap as possible. */
function cutEvenly(length: number, parts: number, price: (from: number, to: number) => number): [number, number][] {
  const worst: number[][] = [Array.from({ length: length + 1 }, (_, to) => (to ? Number.POSITIVE_INFINITY : 0))]
  const cut: number[][] = [[]]
  for (let part = 1; part <= parts; part++) {
    const [row, from]: [number[], number[]] = [[], []]
    for (let to = 0; to <= length; to++) {
      let [best, at] = [Number.POSITIVE_INFINITY, 0]
      for (let split = 0; split <= to; split++) {
        const most = Math.max(worst[part - 1]?.[split] ?? Number.POSITIVE_INFINITY, price(split, to))
        if (most < best) [best, at] = [most, split]
      }
      row.push(best)
      from.push(at)
    }
    worst.push(row)
    cut.push(from)
  }
  const stretches: [number, number][] = []
  let to = length
  for (let part = parts; part > 0; part--) {
    const from = cut[part]?.[to] ?? 0
    stretches.unshift([from, to])
    to = from
  }
  return stretches
}
