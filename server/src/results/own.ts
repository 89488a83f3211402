import type { TubeDocument } from '../tubes/model'

/**
 * The tube of a round that speaks for a person: the latest single one with an outcome, for it was taken after the pool;
 * else the live pool, else a single one that is on its way.
 */
export function speakingTube<T extends Pick<TubeDocument, 'live' | 'single' | 'outcome' | 'closedAt'>>(
  tubes: readonly T[],
): T | undefined {
  const live = tubes.filter((tube) => tube.live)
  const singles = live
    .filter((tube) => tube.single && tube.outcome)
    .sort((a, b) => (b.closedAt?.getTime() ?? 0) - (a.closedAt?.getTime() ?? 0))
  return singles[0] ?? live.find((tube) => !tube.single) ?? live[0]
}
