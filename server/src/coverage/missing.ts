import type * as api from '@loumen/shared/coverage/api'
import { addFigures, noFigures, refusalToldTo } from '@loumen/shared/coverage/rules'
import type { LastTry, MissingHousehold, StillMissing } from '@loumen/shared/coverage/schema'
import type { Parsed } from '@loumen/shared/endpoint'
import { compareDoors } from '@loumen/shared/look/elevation'
import { Refused } from '@loumen/shared/refusals'
import type { Actor } from '../base/actor'
import { triesOf } from '../calls/queries'
import { now, real } from '../clock'
import { readEntrances } from '../community/queries'
import { readHouseholds } from '../roster/queries'
import type { RoundDocument } from '../rounds/model'
import { findRound, roundPath, roundsOf } from '../rounds/queries'
import { sweptDoors } from '../sweeps/queries'
import { latestVisits } from '../visits/queries'
import { ledgerOf, type Standing } from './ledger'
import { keptOverview } from './overview'

/** How many rounds before this one are looked at for those who never came (R23). */
const roundsLookedAt = 3

/** Everybody who is still missing, as far as the actor's roles reach. */
export async function readMissing({ roundId }: Parsed<typeof api.readMissing>, actor: Actor): Promise<StillMissing> {
  const round = await findRound(roundId)
  const path = await roundPath(round)
  const whole = actor.may('coverage.read', path)
  const overview = await keptOverview(roundId)
  const seen = overview.entrances.filter(
    ({ gridId, entranceId }) => whole || actor.may('coverage.read', [...path, ...(gridId ? [gridId] : []), entranceId]),
  )
  if (!whole && !seen.length) throw new Refused('auth.forbidden')
  const ids = new Set(seen.map(({ entranceId }) => entranceId))
  const all = await keptMissing(round, overview.rev)
  return {
    roundId,
    at: overview.at,
    figures: seen.reduce((sum, { figures }) => addFigures(sum, figures), noFigures),
    frozen: all.frozen.filter(({ entranceId }) => ids.has(entranceId)).length,
    households: all.households.flatMap((household) =>
      ids.has(household.entranceId) ? { ...household, refusal: household.refusal && toldOf(household.refusal) } : [],
    ),
  }
}

interface Missing {
  rev: number
  at: number
  frozen: Standing[]
  households: MissingHousehold[]
}

const kept = new Map<string, Promise<Missing>>()
/** Tries and visits change without the figures: what was built is used so long, real time. */
const keptFor = 1_000

/** The list of a round, built once for everybody who looks at it. */
async function keptMissing(round: RoundDocument, rev: number): Promise<Missing> {
  const roundId = String(round._id)
  for (;;) {
    const last = kept.get(roundId)
    const known = await last?.catch(() => undefined)
    if (known && known.rev >= rev && real() - known.at < keptFor) return known
    // Of many who waited for an old one, the first builds the next.
    if (kept.get(roundId) !== last) continue
    const work = build(round, rev)
    kept.set(roundId, work)
    return work
  }
}

export const forgetMissing = () => kept.clear()

async function build(round: RoundDocument, rev: number): Promise<Missing> {
  const roundId = String(round._id)
  const [coverage, entrances, tries, visits, swept, past] = await Promise.all([
    ledgerOf(roundId),
    readEntrances(round.entranceIds.map(String)),
    triesOf(roundId),
    latestVisits(roundId),
    sweptDoors(roundId),
    missedBefore(round),
  ])
  const behind = new Map<string, Standing[]>()
  for (const person of coverage.people) {
    const together = behind.get(person.householdId)
    if (together) together.push(person)
    else behind.set(person.householdId, [person])
  }
  const missing = [...behind].filter(([, people]) =>
    people.some((person) => person.standing === 'missing' && !person.frozen),
  )
  const homes = new Map((await readHouseholds(missing.map(([id]) => id))).map((home) => [String(home._id), home]))
  const way = new Map(entrances.map((entrance) => [String(entrance._id), entrance]))
  const place = new Map(round.entranceIds.map((id, index) => [String(id), index]))
  const households = missing.flatMap(([householdId, people]): MissingHousehold[] => {
    const home = homes.get(householdId)
    const entrance = home && way.get(String(home.entranceId))
    if (!home || !entrance) return []
    const absent = people.filter((person) => person.standing === 'missing')
    const visit = visits.get(householdId)
    return [
      {
        householdId,
        entranceId: String(home.entranceId),
        gridId: entrance.gridId ? String(entrance.gridId) : null,
        entrance: entrance.label,
        building: entrance.building,
        colour: entrance.colour,
        floor: home.floor,
        door: home.door,
        missing: absent.length,
        expected: people.length,
        inQueue: absent.filter((person) => person.inQueue).length,
        tags: home.tags,
        needsDoor: absent.some((person) => person.answer === 'needsDoor'),
        lastTry: lastTry(tries.get(householdId), visit, swept.get(householdId)),
        visit: visit?.state ?? null,
        refusal: refusalOf(absent),
        neverCame: Math.max(0, ...absent.map((person) => past.get(person.residentId) ?? 0)),
      },
    ]
  })
  households.sort(
    (a, b) =>
      (place.get(a.entranceId) ?? 0) - (place.get(b.entranceId) ?? 0) ||
      a.floor - b.floor ||
      compareDoors(a.door, b.door),
  )
  return {
    rev,
    at: real(),
    households,
    frozen: coverage.people.filter((person) => person.frozen && person.standing === 'missing'),
  }
}

type Tries = Awaited<ReturnType<typeof triesOf>>
type Visits = Awaited<ReturnType<typeof latestVisits>>

function lastTry(
  tried: ReturnType<Tries['get']>,
  visit: ReturnType<Visits['get']>,
  swept: { at: Date; outcome: string } | undefined,
): LastTry {
  const all = [
    ...(tried ? [tried] : []),
    ...(visit ? [{ channel: 'visit' as const, at: visit.endedAt ?? visit.at, outcome: visit.state }] : []),
    ...(swept ? [{ channel: 'sweep' as const, at: swept.at, outcome: swept.outcome }] : []),
  ]
  const [last] = all.sort((a, b) => b.at.getTime() - a.at.getTime())
  return last ? { ...last, at: last.at.toISOString() } : { channel: 'none', at: null, outcome: null }
}

function refusalOf(people: readonly Standing[]): MissingHousehold['refusal'] {
  const since = Math.min(...people.flatMap((person) => person.refusedAt?.getTime() ?? []))
  if (!Number.isFinite(since)) return null
  return toldOf({ since: new Date(since).toISOString() })
}

const toldOf = ({ since }: { since: string }) => ({ since, toldTo: refusalToldTo(Date.parse(since), now().getTime()) })

/** How many of the rounds before this one each person was missing in, without a break. */
async function missedBefore(round: RoundDocument): Promise<Map<string, number>> {
  const [communityId] = round.communityIds
  const counts = new Map<string, number>()
  if (!communityId) return counts
  const before = (await roundsOf(communityId)).filter((one) => one.openedAt < round.openedAt).slice(0, roundsLookedAt)
  for (const [index, one] of before.entries())
    for (const person of (await ledgerOf(String(one._id))).people)
      if (person.standing === 'missing' && (counts.get(person.residentId) ?? 0) === index)
        counts.set(person.residentId, index + 1)
  return counts
}
