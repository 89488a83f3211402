import { tableRate } from '@loumen/shared/calls/estimate'
import type * as api from '@loumen/shared/coverage/api'
import type { RoundReview } from '@loumen/shared/coverage/schema'
import type { Parsed } from '@loumen/shared/endpoint'
import { AccountModel } from '../accounts/model'
import { namePlace } from '../accounts/present'
import type { Actor } from '../base/actor'
import { oid } from '../base/db'
import { unseal } from '../base/personal'
import { callsOf } from '../calls/queries'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { lateRecords } from '../operations/open'
import type { RoundDocument } from '../rounds/model'
import { roundsOf, tablesOf } from '../rounds/queries'
import { samplesOf } from '../tubes/queries'
import { latestVisits } from '../visits/queries'
import { closingPlace } from './closing'
import { ledgerOf } from './ledger'

const roundsShown = 6

/** The last rounds of a community beside each other, the newest first (复盘). */
export async function compareRounds({ communityId }: Parsed<typeof api.compareRounds>, actor: Actor) {
  actor.must('rounds.compare', await pathOfScope(communityId))
  const rounds: RoundReview[] = []
  for (const round of (await roundsOf(oid(communityId))).slice(0, roundsShown)) rounds.push(await review(round))
  return { rounds }
}

async function review(round: RoundDocument): Promise<RoundReview> {
  const roundId = String(round._id)
  const [coverage, samples, calls, tables, visits, closing, late] = await Promise.all([
    ledgerOf(roundId),
    samplesOf(roundId),
    callsOf(roundId),
    tablesOf(roundId),
    latestVisits(roundId),
    closingOf(round),
    lateRecords(roundId),
  ])
  const calledAt = new Map(
    calls.flatMap(({ parts }) => parts.flatMap((part) => part.householdIds.map((id) => [String(id), part.calledAt]))),
  )
  const times = samples.map(({ sampledAt }) => sampledAt.getTime()).sort((a, b) => a - b)
  const atSites = samples.filter(({ atDoor }) => !atDoor)
  const minutes = (from: Date, to: Date) => Math.max(0, (to.getTime() - from.getTime()) / 60_000)
  const states = [...visits.values()].map(({ state }) => state)
  const excuses: Record<string, number> = {}
  for (const person of coverage.people)
    if (person.standing === 'excused' && person.excuse)
      excuses[person.excuse.reason] = (excuses[person.excuse.reason] ?? 0) + 1
  const end = (round.closing?.at ?? now()).getTime()
  const openMinutes = tables.reduce((sum, { changes = [] }) => {
    const spans = changes.map(({ at, open }) => (open ? -at.getTime() : at.getTime()))
    const still = changes.at(-1)?.open ? end : 0
    return (
      sum +
      Math.max(
        0,
        spans.reduce((all, one) => all + one, still),
      ) /
        60_000
    )
  }, 0)
  return {
    roundId,
    round: round.name,
    number: round.number,
    state: round.state,
    openedAt: round.openedAt.toISOString(),
    closedAt: round.closing?.at.toISOString() ?? null,
    figures: coverage.figures,
    sampledAtDoors: samples.length - atSites.length,
    firstSample: times.length ? new Date(times[0] as number).toISOString() : null,
    lastSample: times.length ? new Date(times.at(-1) as number).toISOString() : null,
    wait: spread(atSites.map(({ admittedAt, sampledAt }) => minutes(admittedAt, sampledAt))),
    doorToDone: spread(
      atSites.flatMap(({ householdId, sampledAt }) => {
        const called = calledAt.get(householdId)
        return called && called <= sampledAt ? [minutes(called, sampledAt)] : []
      }),
    ),
    bestHour: bestHour(times),
    tableRate: atSites.length ? Math.round(tableRate(atSites.length, openMinutes)) : 0,
    tables: tables.filter(({ openedAt }) => openedAt).length,
    visits: {
      all: states.length,
      done: states.filter((state) => state === 'done').length,
      failed: states.filter((state) => state === 'failed').length,
    },
    refusals: coverage.people.filter((person) => person.refusedAt && person.standing === 'missing').length,
    excuses,
    closing,
    late: closing && { ...late, people: Math.max(0, coverage.figures.sampled - closing.sampled) },
  }
}

/** The middle of some minutes and their worst tenth, to a tenth of a minute. */
function spread(minutes: readonly number[]) {
  if (!minutes.length) return null
  const sorted = [...minutes].sort((a, b) => a - b)
  const at = (share: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10
  return { middle: at(0.5), worst: at(0.9) }
}

/** The most samples within any hour. */
function bestHour(times: readonly number[]) {
  let [best, from] = [0, 0]
  for (let to = 0; to < times.length; to++) {
    while ((times[to] as number) - (times[from] as number) > 3_600_000) from++
    best = Math.max(best, to - from + 1)
  }
  return best
}

async function closingOf(round: RoundDocument): Promise<RoundReview['closing']> {
  if (!round.closing) return null
  const { expected, sampled, excused, missing, reason, accountId } = round.closing
  const account = await AccountModel.findById(oid(accountId)).lean()
  return {
    ...{ expected, sampled, excused, missing },
    reason: reason ? unseal(closingPlace(round._id), reason) : null,
    by: account?.name ? unseal(namePlace(account._id), account.name) : '',
  }
}
