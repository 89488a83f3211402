const minute = 60_000
const hour = 60 * minute

/** How long somebody stands at a post unless it is planned otherwise (R28). */
export const usualShift = 2 * hour
/** The longest that anybody is planned for without a rest (R17, R34). */
export const longestStretch = 4 * hour
/** Less than this between two shifts is no rest: they count as one stretch. */
export const leastRest = hour
/** So long before the shift begins somebody may take it up. */
export const earliestArrival = 30 * minute
/** So long after its beginning a shift that nobody took up is late, and so is a relief. */
export const lateAfter = 10 * minute

/** From when to when, in milliseconds; the end does not belong to it. */
export interface Span {
  from: number
  until: number
}

export const overlaps = (one: Span, other: Span) => one.from < other.until && other.from < one.until

/** The spans without a rest around one of them, in the order of time; it is among them. */
export function stretchOf(span: Span, others: readonly Span[]): Span[] {
  const all = [...others, span].sort((a, b) => a.from - b.from)
  let stretch: Span[] = []
  for (const next of all) {
    const last = stretch.at(-1)
    if (last && next.from - last.until >= leastRest) {
      if (stretch.includes(span)) return stretch
      stretch = []
    }
    stretch.push(next)
  }
  return stretch
}

export const lengthOf = (spans: readonly Span[]) => spans.reduce((sum, { from, until }) => sum + until - from, 0)

/** Why somebody cannot have this shift beside their others: one person, one post at a time; four hours, then a rest. */
export function shiftFault(span: Span, others: readonly Span[]): 'times' | 'overlap' | 'noRest' | undefined {
  if (span.until <= span.from || span.until - span.from > longestStretch) return 'times'
  if (others.some((other) => overlaps(span, other))) return 'overlap'
  return lengthOf(stretchOf(span, others)) > longestStretch ? 'noRest' : undefined
}

export interface Attendance {
  state: 'planned' | 'here' | 'left' | 'cancelled'
  from: number
  until: number
  arrivedAt: number | null
  leftAt: number | null
}

/** What somebody really did, until now while they are still there; undefined before they came. */
export function worked({ state, arrivedAt, leftAt }: Attendance, now: number): Span | undefined {
  if (arrivedAt === null || (state !== 'here' && state !== 'left')) return undefined
  return { from: arrivedAt, until: Math.max(arrivedAt, leftAt ?? now) }
}

/** Minutes that count as served, to the nearest. */
export const minutesOf = (span: Span | undefined) => (span ? Math.round((span.until - span.from) / minute) : 0)

/** A shift that should have begun and nobody took up. */
export const isLate = ({ state, from, until }: Attendance, now: number) =>
  state === 'planned' && now >= from + lateAfter && now < until

/** Somebody who should have been relieved and still stands there. */
export const isOverdue = ({ state, until }: Attendance, now: number) => state === 'here' && now >= until + lateAfter

/** Since when somebody is at work without a rest; undefined when they are not at work. */
export function atWorkSince(own: readonly Attendance[], now: number): number | undefined {
  const here = own.find(({ state }) => state === 'here')
  const span = here && worked(here, now)
  if (!here || !span) return undefined
  const others = own.filter((one) => one !== here).flatMap((one) => worked(one, now) ?? [])
  return stretchOf(span, others)[0]?.from
}

/** Whom somebody relieves who takes up a shift at a post: who stands there and is to end by then, the first to come. */
export function relieved<T extends Attendance>(mine: Attendance, others: readonly T[]): T | undefined {
  return others
    .filter(({ state, until }) => state === 'here' && until <= mine.from + earliestArrival)
    .sort((a, b) => a.until - b.until || (a.arrivedAt ?? 0) - (b.arrivedAt ?? 0))[0]
}
