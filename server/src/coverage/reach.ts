import type * as api from '@loumen/shared/calls/api'
import type { Reach } from '@loumen/shared/calls/schema'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type { Actor } from '../base/actor'
import { householdsReached } from '../base/notices'
import { askedOf } from '../calls/queries'
import { pathOfScope } from '../community/paths'
import { readEntrances } from '../community/queries'
import { findRound, roundPath, sitesOf } from '../rounds/queries'
import { ledgerOf } from './ledger'
import { causesOf, reachOf } from './queries'

/** How the called households of a round were reached, behind the entrances that the actor's roles cover. */
export async function readReach({ roundId }: Parsed<typeof api.readReach>, actor: Actor) {
  const round = await findRound(roundId)
  const sites = (await sitesOf(roundId)).map(({ _id }) => String(_id))
  const whole = actor.may('calls.follow', [...(await roundPath(round)), ...sites])
  const own: string[] = []
  for (const id of round.entranceIds.map(String))
    if (whole || actor.may('calls.follow', await pathOfScope(id))) own.push(id)
  if (!whole && !own.length) throw new Refused('auth.forbidden')
  const households = new Map<string, Set<string>>(own.map((id) => [id, new Set()]))
  const come = new Set<string>()
  for (const { entranceId, householdId, inQueue, standing } of (await ledgerOf(roundId)).people) {
    households.get(entranceId)?.add(householdId)
    if (inQueue || standing === 'sampled') come.add(householdId)
  }
  const all = [...households.values()].flatMap((ids) => [...ids])
  const asked = await askedOf(roundId, all)
  const pushed = await householdsReached(all.flatMap((id) => causesOf(id, asked(id))))
  const entrances = (await readEntrances(own)).map(({ _id, label, colour }) => {
    const ids = [...(households.get(String(_id)) ?? [])]
    const reach = reachOf(ids.map((id) => ({ ...asked(id), come: come.has(id), pushed: pushed.has(id) })))
    return { entranceId: String(_id), label, colour, reach }
  })
  return {
    whole: entrances.map(({ reach }) => reach).reduce(plus, nobody),
    entrances: entrances.filter(({ reach }) => reach.asked),
  }
}

const nobody: Reach = { asked: 0, pushed: 0, seen: 0, chat: 0, loudspeaker: 0, knocked: 0, come: 0 }

const plus = (a: Reach, b: Reach): Reach => ({
  asked: a.asked + b.asked,
  pushed: a.pushed + b.pushed,
  seen: a.seen + b.seen,
  chat: a.chat + b.chat,
  loudspeaker: a.loudspeaker + b.loudspeaker,
  knocked: a.knocked + b.knocked,
  come: a.come + b.come,
})
