import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/sweeps/api'
import type { SweepEntry } from '@loumen/shared/sweeps/schema'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { oid } from '../base/db'
import { seal } from '../base/personal'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { publish } from '../realtime/publish'
import { readHouseholds } from '../roster/queries'
import { roundKey } from '../rounds/keys'
import type { RoundDocument } from '../rounds/model'
import { findRound, mustBeLive } from '../rounds/queries'
import { setAnswers, ticketsChanged } from '../tickets/commands'
import { ticketsOfHousehold } from '../tickets/queries'
import { openVisit, tellVisit, wantedOf } from '../visits/commands'
import { type SweepEntryDocument, SweepModel } from './model'
import { notePlace, presentEntry, sweptDoors } from './queries'

type Input = Parsed<typeof api.sweepDoor>

/**
 * One tap at a door. The taps of a door are kept in the order of their times, so that one from a phone without a network
 * does not undo a later one. A need becomes a task, once.
 */
export async function sweepDoor(input: Input, actor: Actor): Promise<SweepEntry> {
  const { roundId, householdId, outcome } = input
  const path = await pathOfScope(householdId)
  actor.must('sweeps.work', path)
  const round = await findRound(roundId)
  const [household] = await readHouseholds([householdId])
  if (!household || !round.communityIds.some((id) => id.equals(household.communityId))) throw new Refused('notFound')
  if (outcome === 'later' && !input.laterAt) throw new Refused('sweep.laterMissing')
  const wanted = outcome === 'needsHelp' ? await wantedOf(roundId, householdId) : []
  const { visitId } = await change(actor, async (tx): Promise<Record<string, string>> => {
    mustBeLive(round)
    if ((await ticketsOfHousehold(roundId, householdId)).some((ticket) => ticket.frozen))
      throw new Refused('household.frozen')
    const entry = entryOf(input, actor)
    const before = await SweepModel.findOneAndUpdate(
      { roundId: round._id, householdId: household._id },
      { $push: { entries: { $each: [entry], $sort: { at: 1 } } }, $setOnInsert: { entranceId: household.entranceId } },
      { upsert: true, session: tx.session },
    ).lean()
    await tx.note(`door.${outcome}`, [roundId, householdId])
    const latest = before?.entries.at(-1)
    if (latest && latest.at > entry.at) return {}
    await follow(input, round, tx)
    if (outcome !== 'needsHelp') return {}
    const visitId = await openVisit(
      { round, household, kind: kindOf(input), residentIds: wanted, note: input.note },
      tx,
    )
    return visitId ? { visitId } : {}
  })
  ticketsChanged(roundId, householdId)
  publish.changed('entrance', String(household.entranceId), 'visits', householdId)
  if (visitId) await tellVisit(visitId, actor)
  const last = (await sweptDoors(roundId, String(household.entranceId))).get(householdId)
  return presentEntry(householdId, last ?? entryOf(input, actor), actor, actor.view(path).tags)
}

/** A tap counts from when it was made: a recorded one is done at its own time. */
function entryOf(
  { roundId, householdId, outcome, laterAt, need, note }: Input,
  { account }: Actor,
): SweepEntryDocument {
  return {
    outcome,
    at: now(),
    laterAt: outcome === 'later' && laterAt ? new Date(laterAt) : null,
    need: outcome === 'needsHelp' ? (need ?? 'other') : null,
    ...(note ? { note: seal(roundKey(roundId), notePlace(householdId), note) } : {}),
    accountId: account.id,
  }
}

const kindOf = ({ need }: Input) => (need === 'atDoor' ? ('sampling' as const) : ('help' as const))

/** What the calling and the ledger follow: who comes, who is asked down later, who needs the door, who refuses. */
async function follow({ householdId, outcome, laterAt, need }: Input, round: RoundDocument, tx: Change) {
  const set = (answers: Parameters<typeof setAnswers>[2]) => setAnswers(round._id, oid(householdId), answers, tx)
  if (outcome === 'refuses') return set({ answer: 'refuses', refusedAt: now() })
  if (outcome === 'later') return set({ answer: 'coming', refusedAt: null, notBefore: new Date(laterAt ?? now()) })
  if (outcome === 'coming') return set({ answer: 'coming', refusedAt: null, notBefore: null })
  if (outcome === 'needsHelp')
    return set({ answer: need === 'atDoor' ? 'needsDoor' : 'coming', refusedAt: null, notBefore: null })
  return undefined
}
