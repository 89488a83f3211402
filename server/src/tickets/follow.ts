import { Refused } from '@loumen/shared/refusals'
import { routeOf } from '@loumen/shared/tickets/rules'
import type { ClientSession, Types } from 'mongoose'
import type { Change } from '../base/change'
import { newId } from '../base/db'
import { now, real } from '../clock'
import type { RosterChange } from '../roster/changes'
import type { HouseholdDocument } from '../roster/model'
import type { RoundDocument } from '../rounds/model'
import { liveRoundOf } from '../rounds/queries'
import { ticketsChanged } from './commands'
import { CounterModel, type TicketDocument, TicketModel } from './model'

type Sampled = (roundId: Types.ObjectId, residentId: Types.ObjectId, session: ClientSession) => Promise<boolean>
let isSampled: Sampled = async () => false

/** Takes from a later domain whether somebody was sampled in a round. */
export const takeSampledFrom = (source: Sampled) => {
  isSampled = source
}

/**
 * Lets the round under way follow the roster: who comes gets a ticket, who leaves is excused, who moves takes a number of the
 * new entrance unless they were sampled, and of two entries of one person one ticket stays. Refuses with household.frozen
 * where a recall keeps people.
 */
export async function followPeople(happened: RosterChange, tx: Change): Promise<() => void> {
  const round = await liveRoundOf(happened.communityId, tx)
  if (!round) return () => {}
  const { household } = happened
  switch (happened.kind) {
    case 'came':
      for (const id of happened.residentIds) await giveTicket(round, household, id, tx)
      break
    case 'left':
      for (const id of happened.residentIds) await excuse(round, id, happened.actor.account.id, tx)
      break
    case 'moved':
      for (const id of happened.residentIds) await moveTicket(round, household, id, tx)
      break
    case 'needs':
      await TicketModel.updateMany(
        { roundId: round._id, householdId: household._id, live: true },
        { $set: { route: routeOf(household.tags), changedAt: new Date(real()) } },
        { session: tx.session },
      )
      break
    case 'joined':
      await joinTickets(round, household, happened.keptId, happened.droppedId, tx)
      break
    case 'parted':
      await partTickets(round, happened.keptId, happened.droppedId, tx)
  }
  return () => ticketsChanged(String(round._id), String(household._id))
}

const ticketOf = (round: RoundDocument, residentId: Types.ObjectId, tx: Change) =>
  TicketModel.findOne({ roundId: round._id, residentId, live: true }, null, { session: tx.session }).lean()

async function mustNotBeFrozen(round: RoundDocument, household: HouseholdDocument, tx: Change) {
  const filter = { roundId: round._id, householdId: household._id, live: true, frozen: true }
  if (await TicketModel.exists(filter).session(tx.session)) throw new Refused('household.frozen')
}

/** The next number of an entrance in a round. */
async function nextNumber(round: RoundDocument, entranceId: Types.ObjectId, tx: Change) {
  const _id = `${round._id}:${entranceId}`
  const { session } = tx
  await CounterModel.updateOne({ _id }, { $setOnInsert: { next: 1 } }, { upsert: true, session })
  const counter = await CounterModel.findOneAndUpdate({ _id }, { $inc: { next: 1 } }, { session }).lean()
  return counter?.next ?? 1
}

/** A ticket for somebody who has come; who had one and had left is expected again. */
async function giveTicket(round: RoundDocument, household: HouseholdDocument, residentId: Types.ObjectId, tx: Change) {
  const known = await ticketOf(round, residentId, tx)
  const changedAt = new Date(real())
  if (known) {
    if (known.excuse?.reason === 'leftCommunity')
      await TicketModel.updateOne(
        { _id: known._id },
        { $set: { answer: null, excuse: null, changedAt } },
        { session: tx.session },
      )
    return
  }
  const frozen = { roundId: round._id, householdId: household._id, live: true, frozen: true }
  const ticket: TicketDocument = {
    _id: newId(),
    roundId: round._id,
    communityId: household.communityId,
    residentId,
    householdId: household._id,
    entranceId: household.entranceId,
    door: household.door,
    number: await nextNumber(round, household.entranceId, tx),
    state: 'registered',
    live: true,
    route: routeOf(household.tags),
    frozen: !!(await TicketModel.exists(frozen).session(tx.session)),
    changedAt,
  }
  await TicketModel.create([ticket], { session: tx.session })
}

async function excuse(round: RoundDocument, residentId: Types.ObjectId, accountId: string, tx: Change) {
  const ticket = await ticketOf(round, residentId, tx)
  if (!ticket) return
  if (ticket.frozen) throw new Refused('household.frozen')
  await TicketModel.updateOne(
    { _id: ticket._id },
    {
      $set: {
        answer: 'excused',
        excuse: { reason: 'leftCommunity', until: null, at: now(), accountId },
        changedAt: new Date(real()),
      },
    },
    { session: tx.session },
  )
}

async function moveTicket(round: RoundDocument, household: HouseholdDocument, residentId: Types.ObjectId, tx: Change) {
  const ticket = await ticketOf(round, residentId, tx)
  if (!ticket) return giveTicket(round, household, residentId, tx)
  if (ticket.frozen) throw new Refused('household.frozen')
  await mustNotBeFrozen(round, household, tx)
  // Who was sampled keeps the number and the entrance under which it was done.
  const done = await isSampled(round._id, residentId, tx.session)
  const elsewhere = !ticket.entranceId.equals(household.entranceId)
  await TicketModel.updateOne(
    { _id: ticket._id },
    {
      $set: {
        householdId: household._id,
        ...(done ? {} : { entranceId: household.entranceId, door: household.door, route: routeOf(household.tags) }),
        ...(elsewhere && !done ? { number: await nextNumber(round, household.entranceId, tx) } : {}),
        changedAt: new Date(real()),
      },
    },
    { session: tx.session },
  )
}

/** One person, one ticket: the entry that goes leaves its answer behind where the kept one has none. */
async function joinTickets(
  round: RoundDocument,
  household: HouseholdDocument,
  keptId: Types.ObjectId,
  droppedId: Types.ObjectId,
  tx: Change,
) {
  const dropped = await ticketOf(round, droppedId, tx)
  const kept = await ticketOf(round, keptId, tx)
  if (dropped?.frozen || kept?.frozen) throw new Refused('household.frozen')
  if (!dropped) return
  if (!kept) await giveTicket(round, household, keptId, tx)
  const changedAt = new Date(real())
  const { session } = tx
  await TicketModel.updateOne(
    { _id: dropped._id },
    { $set: { state: 'cancelled', live: false, joinedTo: keptId, changedAt } },
    { session },
  )
  if (kept?.answer || !dropped.answer) return
  // A proof is sealed to the person it was given for.
  const { proof: _, ...excuse } = dropped.excuse ?? {}
  await TicketModel.updateOne(
    { roundId: round._id, residentId: keptId, live: true },
    {
      $set: {
        answer: dropped.answer,
        excuse: dropped.excuse ? excuse : null,
        refusedAt: dropped.refusedAt ?? null,
        changedAt,
      },
    },
    { session },
  )
}

async function partTickets(round: RoundDocument, keptId: Types.ObjectId, droppedId: Types.ObjectId, tx: Change) {
  await TicketModel.updateOne(
    { roundId: round._id, residentId: droppedId, joinedTo: keptId },
    { $set: { state: 'registered', live: true, changedAt: new Date(real()) }, $unset: { joinedTo: 1 } },
    { session: tx.session },
  )
}
