import type * as callsApi from '@loumen/shared/calls/api'
import type { EntranceFollowed } from '@loumen/shared/calls/schema'
import type * as api from '@loumen/shared/coverage/api'
import type { HouseholdCoverage, Overview } from '@loumen/shared/coverage/schema'
import type { Parsed } from '@loumen/shared/endpoint'
import { compareDoors } from '@loumen/shared/look/elevation'
import { maskName } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import type { Actor } from '../base/actor'
import { householdsReached } from '../base/notices'
import { unitsOf } from '../calls/board'
import { plansOf } from '../calls/contact'
import { calledCause } from '../calls/notices'
import { presentCalls } from '../calls/present'
import { askedOf, callingOf, latestCalls } from '../calls/queries'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { readEntrance } from '../community/queries'
import { openResident } from '../roster/personal'
import { readHouseholds, readResidents } from '../roster/queries'
import { findRound, roundPath, roundsOf, sitesOf } from '../rounds/queries'
import { ledgerOf } from './ledger'
import { cutDown, keptOverview } from './overview'

/** The round live, as far as the actor's roles reach: a grid leader sees their grid, and its figures. */
export async function readOverview({ roundId }: Parsed<typeof api.readOverview>, actor: Actor): Promise<Overview> {
  const round = await findRound(roundId)
  const path = await roundPath(round)
  const whole = actor.may('coverage.read', path)
  const overview = await keptOverview(roundId)
  const seen = cutDown(
    overview,
    (entrance) =>
      whole ||
      actor.may('coverage.read', [...path, ...(entrance.gridId ? [entrance.gridId] : []), entrance.entranceId]),
  )
  if (!whole && !seen.entrances.length) throw new Refused('auth.forbidden')
  return seen
}

/** A household's people in every round of its community, the newest first. */
export async function readHouseholdCoverage({ householdId }: Parsed<typeof api.readHouseholdCoverage>, actor: Actor) {
  const path = await pathOfScope(householdId)
  actor.must('coverage.read', path)
  const view = actor.view(path)
  const [household] = await readHouseholds([householdId])
  if (!household) throw new Refused('notFound')
  const rounds: HouseholdCoverage[] = []
  for (const round of await roundsOf(household.communityId)) {
    const roundId = String(round._id)
    const coverage = await ledgerOf(roundId)
    const people = coverage.household(householdId)
    if (!people.length) continue
    const units = await unitsOf(roundId)
    const residents = await readResidents(people.map((person) => person.residentId))
    const window = coverage
      .windows((id) => units.get(id)?.state === 'called')
      .find((one) => one.householdId === householdId)
    rounds.push({
      householdId,
      roundId,
      round: round.name,
      state: window?.state ?? 'waiting',
      people: people.map((person) => {
        const resident = residents.find((one) => String(one._id) === person.residentId)
        return {
          residentId: person.residentId,
          name: resident ? maskName(openResident(resident, 'name'), view.name) : '',
          number: person.number,
          standing: person.standing,
          excuse: person.excuse?.reason ?? null,
          answer: person.answer ?? null,
          inQueue: person.inQueue,
        }
      }),
    })
  }
  return { rounds }
}

/** An entrance door by door for its captain: who has come, who has not. */
export async function followEntrance(
  { roundId, entranceId }: Parsed<typeof callsApi.followEntrance>,
  actor: Actor,
): Promise<EntranceFollowed> {
  const round = await findRound(roundId)
  if (!round.entranceIds.some((id) => String(id) === entranceId)) {
    actor.must('calls.follow', await pathOfScope(entranceId))
    throw new Refused('round.entrancesUnknown')
  }
  const sites = (await sitesOf(roundId)).map(({ _id }) => String(_id))
  const path = [...(await pathOfScope(entranceId)), ...sites]
  actor.must('calls.follow', path)
  const view = actor.view(path)
  const entrance = await readEntrance(entranceId)
  if (!entrance) throw new Refused('notFound')
  const [coverage, units, calls, calling] = await Promise.all([
    ledgerOf(roundId),
    unitsOf(roundId),
    latestCalls(roundId),
    callingOf(roundId),
  ])
  const people = coverage.people.filter((person) => person.entranceId === entranceId)
  const residents = new Map(
    (await readResidents(people.map((person) => person.residentId))).map((one) => [String(one._id), one]),
  )
  const households = new Map(
    (await readHouseholds([...new Set(people.map((person) => person.householdId))])).map((one) => [
      String(one._id),
      one,
    ]),
  )
  const call = calls.get(entranceId)
  const asked = await askedOf(roundId, [...households.keys()])
  const plans = await plansOf([...households.keys()])
  const pushed = await householdsReached([...households.keys()].flatMap((id) => causesOf(id, asked(id))))
  const come = (householdId: string) =>
    people.some((person) => person.householdId === householdId && (person.inQueue || person.standing === 'sampled'))
  const knockAfter = (round.policy.knockAfter ?? 10) * 60_000
  const tagsOf = (householdId: string) => households.get(householdId)?.tags ?? []
  const state = units.get(entranceId)?.state ?? 'waiting'
  return {
    entranceId,
    label: entrance.label,
    colour: entrance.colour,
    state,
    call: call ? ((await presentCalls([call]))[0] ?? null) : null,
    held: calling.held.some((id) => String(id) === entranceId),
    reach: reachOf([...households.keys()].map((id) => ({ ...asked(id), come: come(id), pushed: pushed.has(id) }))),
    expected: people.length,
    come: people.filter((person) => person.inQueue || person.standing === 'sampled').length,
    households: coverage
      .windows(() => state === 'called')
      .filter((window) => window.entranceId === entranceId)
      .sort((a, b) => b.floor - a.floor || compareDoors(a.door, b.door))
      .map((window) => ({
        id: window.householdId,
        floor: window.floor,
        door: window.door,
        window: window.state === 'called' && !asked(window.householdId).part ? 'waiting' : window.state,
        tags: view.tags ? tagsOf(window.householdId) : [],
        ...door(asked(window.householdId), {
          come: come(window.householdId),
          knockAfter,
          deaf: hearsNothing(tagsOf(window.householdId)) || plans.has(window.householdId),
        }),
        contactPlan: plans.get(window.householdId) ?? null,
        hearsNothing: hearsNothing(tagsOf(window.householdId)),
        people: people
          .filter((person) => person.householdId === window.householdId)
          .map((person) => {
            const resident = residents.get(person.residentId)
            return {
              name: resident ? maskName(openResident(resident, 'name'), view.name) : '',
              come: person.inQueue || person.standing === 'sampled',
              answer: person.answer ?? null,
            }
          }),
      })),
  }
}

type Asked = ReturnType<Awaited<ReturnType<typeof askedOf>>>

const hearsNothing = (tags: readonly string[]) => tags.includes('hearing')

/** What its phones may have been told of a household's call. */
export const causesOf = (householdId: string, { part }: Asked) =>
  part ? Array.from({ length: part.times }, (_, i) => calledCause(part._id, householdId, i + 1)) : []

/**
 * What a captain follows at a door: somebody knocks when nobody has come for so long and nobody has been there, at once
 * where nobody hears, and later where somebody has answered.
 */
function door(
  { part, calledAt, reply, knock }: Asked,
  { come, knockAfter, deaf }: { come: boolean; knockAfter: number; deaf: boolean },
) {
  const since = part ? (part.againAt ?? part.calledAt).getTime() : Number.POSITIVE_INFINITY
  const answeredAt = reply?.kind === 'cannotCome' ? Number.POSITIVE_INFINITY : reply ? Date.parse(reply.at) : undefined
  const late = answeredAt
    ? now().getTime() - answeredAt >= 2 * knockAfter
    : deaf || now().getTime() - since >= knockAfter
  return { calledAt, reply, knock, knockDue: !!part && !come && !knock && late }
}

/** How the called households of an entrance were reached. */
export function reachOf(
  households: readonly (Asked & { come: boolean; pushed: boolean })[],
): EntranceFollowed['reach'] {
  const asked = households.filter(({ part }) => part)
  const count = (wanted: (one: (typeof asked)[number]) => unknown) => asked.filter(wanted).length
  return {
    asked: asked.length,
    pushed: count(({ pushed }) => pushed),
    seen: count(({ seen }) => seen),
    chat: count(({ part }) => part?.channels.includes('chat')),
    loudspeaker: count(({ part }) => part?.channels.includes('loudspeaker')),
    knocked: count(({ knock }) => knock),
    come: count(({ come }) => come),
  }
}
