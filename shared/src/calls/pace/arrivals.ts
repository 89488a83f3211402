import type { Minute } from './record'
import { countUpTo } from './rising'

/** By this moment so many people had arrived at the site since the day began. */
interface Point {
  at: Minute
  people: number
  /** Nobody queued: known from a free table, more certain than a count. */
  empty: boolean
}

/** Between two looks at the queue that lie farther apart nobody can say when people arrived. */
const longestGap = 12

/**
 * When people arrived at a site, though nobody records it: whoever stood in the queue when it was counted had arrived, and
 * as people are served in turn, the count says who that was. In between arrivals are taken to be even.
 */
export class ArrivalCurve {
  private readonly points: Point[]
  private readonly people: number[]

  /** `scans` rising; `counts` of the queue; `free` the scans (by index) of people who found a free table. */
  constructor(
    private readonly scans: readonly Minute[],
    counts: readonly { at: Minute; people: number }[],
    free: readonly number[],
    begin: Minute,
  ) {
    const points: Point[] = [{ at: begin, people: countUpTo(scans, begin), empty: false }]
    for (const { at, people } of counts) points.push({ at, people: countUpTo(scans, at) + people, empty: false })
    for (const index of free) {
      const at = scans[index] ?? begin
      points.push({ at, people: index, empty: true }, { at, people: index + 1, empty: true })
    }
    points.sort((a, b) => a.at - b.at || a.people - b.people)
    for (let i = points.length - 1, most = Number.POSITIVE_INFINITY; i >= 0; i--) {
      const point = points[i]
      if (!point) continue
      if (point.empty) most = Math.min(most, point.people)
      else point.people = Math.min(point.people, most)
    }
    let least = 0
    for (const point of points) {
      least = Math.max(least, point.people)
      point.people = least
    }
    this.points = points
    this.people = points.map((point) => point.people)
  }

  /** When the scanned person of this index (from 0) arrived; undefined if the queue was not looked at around then. */
  arrival(index: number): Minute | undefined {
    const scannedAt = this.scans[index]
    if (scannedAt === undefined) return undefined
    const after = countUpTo(this.people, index + 0.5)
    const left = this.points[after - 1]
    if (!left) return undefined
    const right = this.points[after]
    if (!right) {
      const since = scannedAt - left.at
      return since > longestGap ? undefined : scannedAt - Math.min(since / 2, this.waitAt(left))
    }
    if (right.at - left.at > longestGap) return undefined
    const share = (index + 1 - left.people) / Math.max(1, right.people - left.people)
    return Math.min(scannedAt, left.at + share * (right.at - left.at))
  }

  /** People in the queue at a moment, from looks before and after it; undefined if there was none around then. */
  queue(at: Minute): number | undefined {
    let after = 0
    for (let low = 0, high = this.points.length; low < high; after = low) {
      const middle = (low + high) >> 1
      if ((this.points[middle]?.at ?? 0) <= at) low = middle + 1
      else high = middle
    }
    const left = this.points[after - 1]
    if (!left) return undefined
    const right = this.points[after]
    const scanned = countUpTo(this.scans, at)
    if (!right) {
      if (at - left.at > longestGap) return undefined
      return Math.max(0, left.people - scanned)
    }
    if (right.at - left.at > longestGap) return undefined
    const share = (at - left.at) / Math.max(1e-9, right.at - left.at)
    return Math.max(0, left.people + share * (right.people - left.people) - scanned)
  }

  private waitAt(point: Point): Minute {
    const last = this.scans[point.people - 1]
    return last === undefined ? 0 : Math.max(0, last - point.at)
  }
}
