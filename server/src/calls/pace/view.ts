import type * as api from '@loumen/shared/calls/api'
import type { SitePace } from '@loumen/shared/calls/pace/decision'
import type { PaceView } from '@loumen/shared/calls/pace/view'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type { Actor } from '../../base/actor'
import { worksInside } from '../../community/queries'
import { findRound, roundPath } from '../../rounds/queries'
import { type Look, lookAt } from './runner'

/** What the pace sees, plans and advises in a round, and why. */
export async function readPace({ roundId }: Parsed<typeof api.readPace>, actor: Actor): Promise<PaceView> {
  const round = await findRound(roundId)
  if (!actor.may('calls.follow', await roundPath(round)) && !(await worksInside(actor, String(round.nodeId))))
    throw new Refused('auth.forbidden')
  return present(await lookAt(roundId))
}

function present(look: Look): PaceView {
  const { at, round, decision } = look
  return {
    roundId: round.roundId,
    at: at.toISOString(),
    planned: decision.calls.map(({ unitId, siteId, entranceId, householdIds, people }) => {
      const floor = round.floors.get(unitId)
      return { siteId, entranceId, householdIds, people, floors: floor ? [floor] : [] }
    }),
    sites: decision.sites.map((site) => presentSite(site, look)),
    advice: decision.advice,
  }
}

function presentSite(site: SitePace, { at, round }: Look): PaceView['sites'][number] {
  const queue = site.queued + site.uncalled
  return {
    siteId: site.siteId,
    mode: round.modes.get(site.siteId) ?? 'manual',
    reason: rounded(site.reason),
    walking: tenths(site.walking),
    queued: tenths(site.queued),
    uncalled: tenths(site.uncalled),
    waitMinutes: site.perMinute > 0 && !site.paused ? tenths(queue / site.perMinute) : null,
    walkMinutes: tenths(site.following.walk.mean),
    share: Number(site.following.share.toFixed(2)),
    counted: site.counted && {
      people: site.counted.people,
      minutesAgo: Math.max(0, tenths(round.minute(at) - site.counted.at)),
    },
    end: site.end,
    tables: site.tables.map(({ tableId, perHour, doing }) => ({
      tableId,
      number: round.tableNumbers.get(tableId) ?? 0,
      perHour: Math.round(perHour),
      doing,
    })),
  }
}

const tenths = (value: number) => Math.round(value * 10) / 10

const rounded = (reason: SitePace['reason']): PaceView['sites'][number]['reason'] =>
  'expected' in reason ? { ...reason, expected: tenths(reason.expected), wanted: tenths(reason.wanted) } : reason
