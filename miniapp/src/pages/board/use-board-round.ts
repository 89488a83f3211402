import { readEntranceRound, readSite } from '@loumen/shared/rounds/api'
import { openedWith } from '../../platform/opened-with'
import { useRead } from '../../remote/use-read'

/**
 * Which round the page's address means: `round` names it, `s` a site whose display was scanned, `e` the entrance of a
 * scanned slip. Null when the entrance has none now, undefined while it is not known.
 */
export function useBoardRound(params: Partial<Record<string, string>>) {
  const { round, s: siteId, e: entranceId } = openedWith(params)
  const site = useRead('resident', readSite, siteId ? { siteId } : undefined)
  const entrance = useRead('resident', readEntranceRound, entranceId ? { entranceId } : undefined)
  return {
    named: !!(round ?? siteId ?? entranceId),
    roundId: round ?? site.value?.roundId ?? entrance.value?.roundId,
    entranceId,
    problem: site.problem ?? entrance.problem,
  }
}
