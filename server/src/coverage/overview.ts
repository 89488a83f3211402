import { tableRate } from '@loumen/shared/calls/estimate'
import { addFigures, noFigures } from '@loumen/shared/coverage/rules'
import type { Alarm, CoverageEntrance, CoverageWindow, Overview } from '@loumen/shared/coverage/schema'
import { rooms } from '@loumen/shared/events'
import type { Types } from 'mongoose'
import { transportAlarms } from '../boxes/queries'
import { unitsOf } from '../calls/board'
import { now, real } from '../clock'
import { readEntrances } from '../community/queries'
import { openRecalls } from '../incidents/queries'
import { openOperations } from '../operations/open'
import { publish } from '../realtime/publish'
import { waitingResults } from '../results/queries'
import { waitingClaims } from '../roster/claims'
import { toVerify } from '../roster/queries'
import { findRound, sitesOf, tablesOf } from '../rounds/queries'
import { openClaims } from '../tubes/claims'
import { failedVisits } from '../visits/queries'
import { ledgerOf, logFailure } from './ledger'

const every = 1_000
const known = new Map<string, Overview>()
const waiting = new Map<string, NodeJS.Timeout>()
const builtAt = new Map<string, number>()

/** The whole round as it is now. */
export async function buildOverview(roundId: string): Promise<Overview> {
  const round = await findRound(roundId)
  const [coverage, units, sites, tables, entrances, alarms] = await Promise.all([
    ledgerOf(roundId),
    unitsOf(roundId),
    sitesOf(roundId),
    tablesOf(roundId),
    readEntrances(round.entranceIds.map(String)),
    readAlarms(roundId, round.communityIds),
  ])
  const refusing = new Set(
    coverage.people.filter((one) => one.refusedAt && one.standing === 'missing').map((one) => one.householdId),
  )
  const raised = refusing.size ? [...alarms, { kind: 'refusals' as const, count: refusing.size }] : alarms
  const figures = coverage.byEntrance()
  const windows = new Map<string, CoverageWindow[]>()
  for (const { entranceId, ...window } of coverage.windows((id) => units.get(id)?.state === 'called'))
    windows.set(entranceId, [...(windows.get(entranceId) ?? []), window])
  const lastHour = coverage.lastHour()
  const inTubes = coverage.inTubes()
  const openMinutes = tables
    .filter((table) => table.state === 'open')
    .reduce((sum, table) => sum + Math.min(60, (now().getTime() - (table.openedAt?.getTime() ?? 0)) / 60_000), 0)
  const atTables = [...lastHour].reduce((sum, [table, people]) => (table ? sum + people : sum), 0)
  return {
    roundId,
    rev: Math.max(real(), (known.get(roundId)?.rev ?? 0) + 1),
    at: now().toISOString(),
    figures: coverage.figures,
    lastHour: [...lastHour.values()].reduce((sum, people) => sum + people, 0),
    tableRate: Math.round(tableRate(atTables, openMinutes)),
    tables: tables.map((table) => ({
      id: String(table._id),
      siteId: String(table.siteId),
      site: sites.find((site) => site._id.equals(table.siteId))?.name ?? '',
      number: table.number,
      state: table.state,
      inTube: inTubes.get(String(table._id)) ?? 0,
      lastHour: lastHour.get(String(table._id)) ?? 0,
    })),
    alarms: raised,
    entrances: round.entranceIds.map(String).flatMap((id): CoverageEntrance[] => {
      const entrance = entrances.find((one) => String(one._id) === id)
      if (!entrance) return []
      return [
        {
          entranceId: id,
          estate: entrance.estate,
          building: entrance.building,
          label: entrance.label,
          colour: entrance.colour,
          gridId: entrance.gridId ? String(entrance.gridId) : null,
          unit: units.get(id)?.state ?? 'waiting',
          figures: figures.get(id) ?? noFigures,
          windows: windows.get(id) ?? [],
        },
      ]
    }),
  }
}

async function readAlarms(roundId: string, communityIds: readonly Types.ObjectId[]): Promise<Alarm[]> {
  const [recalls, claims, failed, results, unverified, tubeClaims, toLookAt, transport] = await Promise.all([
    openRecalls(roundId),
    waitingClaims(communityIds),
    failedVisits(roundId),
    waitingResults(roundId),
    toVerify(communityIds),
    openClaims(roundId),
    openOperations(roundId),
    transportAlarms(roundId),
  ])
  const all: Alarm[] = [
    { kind: 'recall', count: recalls },
    { kind: 'tubeClaims', count: tubeClaims + toLookAt },
    { kind: 'boxesLate', count: transport.boxesLate },
    { kind: 'tubesOverdue', count: transport.tubesOverdue },
    { kind: 'claims', count: claims },
    { kind: 'failedVisits', count: failed },
    { kind: 'waitingResults', count: results },
    { kind: 'toVerify', count: unverified },
  ]
  return all.filter((alarm) => alarm.count > 0)
}

/** An overview cut down to the entrances that somebody may see; its figures are theirs. */
export function cutDown(overview: Overview, seen: (entrance: CoverageEntrance) => boolean): Overview {
  const entrances = overview.entrances.filter(seen)
  if (entrances.length === overview.entrances.length) return overview
  return {
    ...overview,
    entrances,
    figures: entrances.reduce((sum, entrance) => addFigures(sum, entrance.figures), noFigures),
  }
}

/** Says that a round's coverage changed: at most once a second the difference goes to those who follow it. */
export function touchOverview(roundId: string) {
  if (waiting.has(roundId)) return
  const delay = Math.max(0, (builtAt.get(roundId) ?? 0) + every - real())
  waiting.set(
    roundId,
    setTimeout(() => {
      waiting.delete(roundId)
      tellChange(roundId).catch(logFailure(roundId))
    }, delay),
  )
}

export function stopOverviews() {
  for (const timer of waiting.values()) clearTimeout(timer)
  waiting.clear()
  builtAt.clear()
  known.clear()
}

/**
 * The overview as it is now; a change that waits to be told is told first, so that nobody reads an older one. Excuses
 * end, claims come and grids are drawn without a word, so it is read again once a second while somebody looks.
 */
export async function keptOverview(roundId: string): Promise<Overview> {
  const timer = waiting.get(roundId)
  // One that is being built knows of every change that waits no more; the kept one may not.
  const next = telling.get(roundId)
  if (!timer && next) return next
  const overview = known.get(roundId)
  if (!timer && overview && real() - (builtAt.get(roundId) ?? 0) < every) return overview
  clearTimeout(timer)
  waiting.delete(roundId)
  return tellChange(roundId)
}

const said = ({ rev: _rev, at: _at, ...content }: Overview) => JSON.stringify(content)

const telling = new Map<string, Promise<Overview>>()

/** One after another: an older overview is never kept or told after a newer one. */
function tellChange(roundId: string): Promise<Overview> {
  const before: Promise<unknown> = telling.get(roundId) ?? Promise.resolve()
  const work = before
    .catch(() => {})
    .then(() => tellNext(roundId))
    .finally(() => {
      if (telling.get(roundId) === work) telling.delete(roundId)
    })
  telling.set(roundId, work)
  return work
}

async function tellNext(roundId: string): Promise<Overview> {
  builtAt.set(roundId, real())
  const before = known.get(roundId)
  const overview = await buildOverview(roundId)
  builtAt.set(roundId, real())
  if (before && said(before) === said(overview)) return before
  known.set(roundId, overview)
  const round = await findRound(roundId)
  const { entrances, ...rest } = overview
  const windows = new Map(
    before?.entrances.flatMap((entrance) =>
      entrance.windows.map((window) => [window.householdId, window.state + window.people]),
    ),
  )
  const changed = entrances.flatMap((entrance) =>
    entrance.windows.filter((window) => windows.get(window.householdId) !== window.state + window.people),
  )
  const change = {
    ...rest,
    from: before?.rev ?? 0,
    entrances: entrances.map(({ windows: _, ...entrance }) => entrance),
    windows: changed,
  }
  const grids = new Set(
    entrances.flatMap((entrance, i) =>
      entrance.gridId && JSON.stringify(entrance) !== JSON.stringify(before?.entrances[i]) ? entrance.gridId : [],
    ),
  )
  for (const id of grids) publish.changed('grid', id, 'coverage', roundId)
  for (const id of round.communityIds)
    publish.coverage(rooms.community(String(id)), { ...change, communityId: String(id) })
  return overview
}
