import type { Round, Table } from '@loumen/shared/rounds/schema'
import type { RoundDocument, SiteDocument, TableDocument } from './model'

export const presentTable = (table: TableDocument): Table => ({
  id: String(table._id),
  siteId: String(table.siteId),
  number: table.number,
  state: table.state,
})

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
  policy: { poolSize: round.policy.poolSize },
  entranceIds: round.entranceIds.map(String),
  sites: sites
    .filter((site) => String(site.roundId) === String(round._id))
    .map((site) => ({
      id: String(site._id),
      roundId: String(site.roundId),
      name: site.name,
      place: site.place,
      tables: tables
        .filter((table) => String(table.siteId) === String(site._id))
        .sort((a, b) => a.number - b.number)
        .map(presentTable),
    })),
  expected: round.expected,
  openedAt: round.openedAt.toISOString(),
})
