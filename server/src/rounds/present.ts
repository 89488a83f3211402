import { Policy, type Round, type Site, type SitePause, type Table } from '@loumen/shared/rounds/schema'
import type { RoundDocument, SiteDocument, TableDocument } from './model'

export const presentTable = (table: TableDocument): Table => ({
  id: String(table._id),
  siteId: String(table.siteId),
  number: table.number,
  state: table.state,
  openedAt: table.openedAt?.toISOString() ?? null,
})

/** The pause that lasts; null while the site works. */
export function pauseOf({ pauses = [] }: Pick<SiteDocument, 'pauses'>): SitePause | null {
  const last = pauses.at(-1)
  if (!last || last.endedAt) return null
  return { reason: last.reason, since: last.since.toISOString(), until: last.until?.toISOString() ?? null }
}

export const presentSite = (site: SiteDocument, tables: readonly TableDocument[]): Site => ({
  id: String(site._id),
  roundId: String(site.roundId),
  name: site.name,
  place: site.place,
  pause: pauseOf(site),
  tables: tables
    .filter((table) => String(table.siteId) === String(site._id))
    .sort((a, b) => a.number - b.number)
    .map(presentTable),
})

/** A round's policy; rounds that were opened before a rule existed have its default. */
export const policyOf = ({ policy }: Pick<RoundDocument, 'policy'>): Policy =>
  Policy.parse({ ...policy, quiet: policy.quiet ?? null })

export const presentRound = (
  round: RoundDocument,
  sites: readonly SiteDocument[],
  tables: readonly TableDocument[],
): Round => ({
  id: String(round._id),
  communityIds: round.communityIds.map(String),
  name: round.name,
  number: round.number,
  state: round.state,
  policy: policyOf(round),
  entranceIds: round.entranceIds.map(String),
  sites: sites.filter((site) => String(site.roundId) === String(round._id)).map((site) => presentSite(site, tables)),
  expected: round.expected,
  openedAt: round.openedAt.toISOString(),
})
