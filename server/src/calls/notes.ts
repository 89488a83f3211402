import type * as api from '@loumen/shared/calls/api'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { oid } from '../base/db'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { publish } from '../realtime/publish'
import { accountsOf } from '../roster/claims'
import type { HouseholdDocument } from '../roster/model'
import { readHouseholds } from '../roster/queries'
import { spokenForIn } from '../roster/roommates'
import { findRound, mustBeLive } from '../rounds/queries'
import { answerFor, ticketsChanged } from '../tickets/commands'
import { ticketsOfHousehold } from '../tickets/queries'
import { addVisits, dropVisits, missingOf, type VisitMade, visitsMoved } from '../visits/commands'
import { findCall } from './commands'
import { CallModel, type CallNoteDocument, CallNoteModel } from './model'

/** What happened at a door that was knocked for a call. The last outcome counts. */
export async function recordKnock({ callId, householdId, outcome }: Parsed<typeof api.recordKnock>, actor: Actor) {
  const call = await findCall(callId, actor)
  if (!call.households?.some((id) => String(id) === householdId)) throw new Refused('call.notCalled')
  const at = now()
  await note(String(call.roundId), householdId, { knock: { outcome, at } }, `call.knocked.${outcome}`, actor)
  return { householdId, outcome, at: at.toISOString() }
}

/**
 * What a household answers to its call. Who cannot come is sampled at the door, by a visit that is made at once; who
 * comes after all has it taken back as long as nobody has taken it.
 */
export async function replyToCall({ roundId, householdId, reply }: Parsed<typeof api.replyToCall>, actor: Actor) {
  actor.must('registrations.edit', await pathOfScope(householdId))
  const called = await CallModel.exists({ roundId: oid(roundId), households: oid(householdId) })
  if (!called && reply !== 'cannotCome') throw new Refused('call.notCalled')
  const at = now()
  // In a room that people share, who answers answers for themselves; the room has no reply of its own.
  const own = await spokenForIn(actor, householdId)
  const missing = (await missingOf(roundId, householdId)).filter((id) => !own || own.has(id))
  const visits: VisitMade['household'][] = []
  await note(
    roundId,
    householdId,
    own ? {} : { reply: { kind: reply, at } },
    `call.answered.${reply}`,
    actor,
    async (home, tx) => {
      const tickets = await ticketsOfHousehold(roundId, householdId)
      if (tickets.some(({ frozen }) => frozen)) throw new Refused('household.frozen')
      const cause = ['reply', roundId, householdId, ...(own ?? [])].join(':')
      visits.length = 0
      if (reply !== 'cannotCome') visits.push(...(await dropVisits([cause], tx)))
      if (reply !== 'cannotCome' && !visits.length) return
      await answerFor(oid(roundId), missing, reply === 'cannotCome' ? 'needsDoor' : 'coming', tx)
      if (reply !== 'cannotCome') return
      visits.push(home)
      await addVisits(oid(roundId), [{ household: home, kind: 'sampling', residentIds: missing, cause }], tx)
    },
  )
  if (visits.length) ticketsChanged(roundId, householdId)
  await visitsMoved(roundId, visits)
  for (const accountId of await accountsOf([householdId])) publish.changed('resident', accountId, 'household')
  return { kind: reply, at: at.toISOString() }
}

/** A phone has shown its household's call. */
export async function seeCall({ roundId, householdId }: Parsed<typeof api.seeCall>, actor: Actor) {
  actor.must('registrations.edit', await pathOfScope(householdId))
  const at = now()
  await note(roundId, householdId, { seenAt: at }, 'call.seen', actor)
  return { at: at.toISOString() }
}

async function note(
  roundId: string,
  householdId: string,
  set: Partial<CallNoteDocument>,
  what: string,
  actor: Actor,
  also: (household: HouseholdDocument, tx: Change) => Promise<void> = async () => {},
) {
  const round = await findRound(roundId)
  const [household] = await readHouseholds([householdId])
  if (!household) throw new Refused('notFound')
  await change(actor, async (tx) => {
    mustBeLive(round)
    await also(household, tx)
    await CallNoteModel.updateOne(
      { roundId: round._id, householdId: household._id },
      { $set: { ...set, entranceId: household.entranceId } },
      { upsert: true, session: tx.session },
    )
    await tx.note(what, [roundId, householdId])
    return { householdId }
  })
  publish.changed('entrance', String(household.entranceId), 'calls')
}
