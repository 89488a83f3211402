import type { Contact } from '@loumen/shared/coverage/contact'
import type * as api from '@loumen/shared/coverage/people-api'
import type { Parsed } from '@loumen/shared/endpoint'
import type { Actor } from '../base/actor'
import { oid } from '../base/db'
import { CallModel, CallNoteModel } from '../calls/model'
import { pathOfScope } from '../community/paths'
import { ResidentModel } from '../roster/model'
import { entrancesFor, readHouseholds, readResidents } from '../roster/queries'
import { rowsOf } from '../roster/search'
import { roundsOf } from '../rounds/queries'
import { VisitModel } from '../visits/model'
import { ledgerOf } from './ledger'

const mostShown = 300

/** Every call, answer, knock and visit of a household in the rounds of its community, the latest first. */
export async function readContacts({ householdId }: Parsed<typeof api.readContacts>, actor: Actor) {
  const path = await pathOfScope(householdId)
  actor.must('roster.read', path)
  const [household] = await readHouseholds([householdId])
  const rounds = household ? await roundsOf(household.communityId) : []
  const name = new Map(rounds.map((round) => [String(round._id), round.name]))
  const roundId = { $in: rounds.map(({ _id }) => _id) }
  const [calls, notes, visits] = await Promise.all([
    CallModel.find({ roundId, households: oid(householdId) }).lean(),
    CallNoteModel.find({ roundId, householdId: oid(householdId) }).lean(),
    VisitModel.find({ householdId: oid(householdId) }).lean(),
  ])
  const contacts: Contact[] = []
  const add = (of: unknown, at: Date | undefined | null, what: Contact['what'], detail?: string, state?: string) => {
    if (at)
      contacts.push({
        at: at.toISOString(),
        round: name.get(String(of)) ?? '',
        what,
        detail: detail ?? null,
        state: state ?? null,
      })
  }
  for (const call of calls)
    for (const part of call.parts)
      if (part.householdIds.some((id) => String(id) === householdId)) {
        add(call.roundId, part.calledAt, 'called')
        add(call.roundId, part.againAt, 'called')
      }
  for (const { roundId: of, seenAt, reply, knock } of notes) {
    add(of, seenAt, 'seen')
    add(of, reply?.at, 'replied', reply?.kind)
    add(of, knock?.at, 'knocked', knock?.outcome)
  }
  for (const { roundId: of, at, endedAt, kind, state } of visits) add(of, endedAt ?? at, 'visit', kind, state)
  return { contacts: contacts.sort((a, b) => b.at.localeCompare(a.at)) }
}

/** People who never came in the last rounds, without an excuse, as far as the actor's roles reach. */
export async function listAbsent({ communityId, last }: Parsed<typeof api.listAbsent>, actor: Actor) {
  const reached = await entrancesFor(actor, 'roster.edit', communityId)
  const all = await roundsOf(oid(communityId))
  const ended = all.filter(({ live, state }) => !live || state === 'makeUp')
  const rounds = (ended.length ? ended : all.filter(({ live }) => live)).slice(0, last)
  const missed = new Map<string, number>()
  const came = new Set<string>()
  for (const round of rounds)
    for (const { residentId, standing } of (await ledgerOf(String(round._id))).people) {
      if (standing === 'missing') missed.set(residentId, (missed.get(residentId) ?? 0) + 1)
      else came.add(residentId)
    }
  const absent = [...missed.keys()].filter((id) => !came.has(id))
  // Whoever came under an entry that was joined to theirs came.
  const joined = await ResidentModel.find(
    { mergedInto: { $in: absent.map(oid) }, communityId: oid(communityId) },
    { mergedInto: 1 },
  ).lean()
  for (const { _id, mergedInto } of joined) if (came.has(String(_id))) came.add(String(mergedInto))
  const residents = (await readResidents(absent.filter((id) => !came.has(id)))).filter(({ leftAt }) => !leftAt)
  const rows = (await rowsOf(residents, reached, actor)).sort((a, b) => {
    const order = (id: string) => reached.get(id)?.entrance.order ?? 0
    return order(a.entranceId) - order(b.entranceId) || a.floor - b.floor || a.door.localeCompare(b.door)
  })
  return {
    rounds: rounds.map(({ name }) => name),
    people: rows.slice(0, mostShown).map((row) => ({ ...row, missed: missed.get(row.residentId) ?? 0 })),
    more: rows.length > mostShown,
  }
}
