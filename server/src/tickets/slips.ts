import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/tickets/api'
import { parseSlipCode, type SlipCode, slipCodeBody } from '@loumen/shared/tickets/code'
import { blankSlipsFrom } from '@loumen/shared/tickets/rules'
import type { Slip, SlipSheet } from '@loumen/shared/tickets/schema'
import { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { duplicateKey, oid } from '../base/db'
import { isSigned, signText } from '../base/personal'
import { real } from '../clock'
import type { EntranceDocument } from '../community/model'
import { pathOfScope } from '../community/paths'
import { readEntrance, readNode } from '../community/queries'
import { claimByResident, mustClaim } from '../roster/claims'
import { readHouseholds, readResidents } from '../roster/queries'
import type { RoundDocument } from '../rounds/model'
import { findRound, mustBeLive, sitesOf } from '../rounds/queries'
import { ticketsChanged } from './commands'
import { CounterModel, type TicketDocument, TicketModel } from './model'

const counterOf = (roundId: unknown, entranceId: unknown) => `${roundId}:${entranceId}`

/** Where slips of an entrance are printed: at its grid's office, or at one of the round's sites. */
async function roundWithSlips(roundId: string, entranceId: string, actor: Actor): Promise<RoundDocument> {
  const round = await findRound(roundId)
  const sites = (await sitesOf(roundId)).map(({ _id }) => String(_id))
  actor.must('slips.print', [...(await pathOfScope(entranceId)), ...sites])
  if (!round.entranceIds.some((id) => String(id) === entranceId)) throw new Refused('round.entrancesUnknown')
  return round
}

/** The slips of everybody behind an entrance who comes down. */
export async function readSlips({ roundId, entranceId }: Parsed<typeof api.readSlips>, actor: Actor) {
  const round = await roundWithSlips(roundId, entranceId, actor)
  const tickets = await TicketModel.find({
    roundId: round._id,
    entranceId: oid(entranceId),
    live: true,
    state: 'registered',
    frozen: false,
    excuse: null,
    route: { $ne: 'doorOnly' },
  })
    .sort({ number: 1 })
    .lean()
  return sheetOf(round, entranceId, await slipsOf(tickets))
}

/** Reserves the next numbers of an entrance's own range and answers their slips. */
export async function printBlankSlips(
  { roundId, entranceId, count }: Parsed<typeof api.printBlankSlips>,
  actor: Actor,
): Promise<SlipSheet> {
  const round = await roundWithSlips(roundId, entranceId, actor)
  const { from } = await change(actor, async (tx) => {
    mustBeLive(round)
    const _id = counterOf(roundId, entranceId)
    const counter = await CounterModel.findById(_id).session(tx.session).lean()
    const blank = counter?.blank ?? fresh(blankSlipsFrom(counter?.next ?? 1))
    await CounterModel.updateOne(
      { _id },
      { $set: { blank: { from: blank.from, next: blank.next + count } }, $setOnInsert: { next: 1 } },
      { session: tx.session, upsert: true },
    )
    await tx.note('slips.printed', [roundId, entranceId])
    return { from: String(blank.next) }
  })
  const numbers = Array.from({ length: count }, (_, i) => Number(from) + i)
  const slips = numbers.map(
    (number): Slip => ({
      number,
      door: null,
      floor: null,
      residentId: null,
      code: signed({ roundId, entranceId, number, issue: 1 }),
    }),
  )
  return sheetOf(round, entranceId, slips)
}

const fresh = (from: number) => ({ from, next: from })

/** A new code for the number of somebody who lost the slip. Refuses with scan.unknown for people without a ticket. */
export async function reissueSlip(
  { roundId, residentId }: Parsed<typeof api.reissueSlip>,
  actor: Actor,
): Promise<SlipSheet> {
  const find = () => TicketModel.findOne({ roundId: oid(roundId), residentId: oid(residentId), live: true }).lean()
  const ticket = await find()
  if (!ticket) {
    actor.must('slips.print', await pathOfScope(residentId).catch(() => []))
    throw new Refused('scan.unknown')
  }
  const entranceId = String(ticket.entranceId)
  const round = await roundWithSlips(roundId, entranceId, actor)
  await change(actor, async (tx) => {
    mustBeLive(round)
    const { modifiedCount } = await TicketModel.updateOne(
      { _id: ticket._id, state: 'registered', issue: ticket.issue ?? null },
      { $set: { issue: (ticket.issue ?? 1) + 1, changedAt: new Date(real()) } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused(ticket.state === 'cancelled' ? 'ticket.cancelled' : 'operation.running')
    await tx.note('slip.reissued', [roundId, entranceId, residentId])
    return { residentId }
  })
  return sheetOf(round, entranceId, await slipsOf([(await find()) ?? ticket]))
}

async function slipsOf(tickets: readonly TicketDocument[]): Promise<Slip[]> {
  const households = await readHouseholds([...new Set(tickets.map(({ householdId }) => String(householdId)))])
  const floors = new Map(households.map(({ _id, floor }) => [String(_id), floor]))
  return tickets.map(({ roundId, entranceId, residentId, householdId, number, door, issue }) => ({
    number,
    door,
    floor: floors.get(String(householdId)) ?? null,
    residentId: String(residentId),
    code: signed({ roundId: String(roundId), entranceId: String(entranceId), number, issue: issue ?? 1 }),
  }))
}

/** The slips of these people of a round, a sheet for each entrance. */
export async function sheetsOf(round: RoundDocument, tickets: readonly TicketDocument[]): Promise<SlipSheet[]> {
  const entranceIds = [...new Set(tickets.map(({ entranceId }) => String(entranceId)))]
  return Promise.all(
    entranceIds.map(async (id) =>
      sheetOf(round, id, await slipsOf(tickets.filter(({ entranceId }) => String(entranceId) === id))),
    ),
  )
}

async function sheetOf(round: RoundDocument, entranceId: string, slips: Slip[]): Promise<SlipSheet> {
  const [entrance, counter] = await Promise.all([
    readEntrance(entranceId),
    CounterModel.findById(counterOf(round._id, entranceId)).lean(),
  ])
  if (!entrance) throw new Refused('notFound')
  const community = await readNode(String(entrance.communityId))
  const { from = 0, next = 0 } = counter?.blank ?? {}
  const bound = await TicketModel.countDocuments({
    roundId: round._id,
    entranceId: entrance._id,
    number: { $gte: from, $lt: next },
  })
  return {
    roundId: String(round._id),
    round: round.name,
    community: community?.name ?? '',
    entranceId,
    entrance: entrance.label,
    colour: entrance.colour,
    slips,
    blank: { printed: next - from, bound },
  }
}

const signed = (slip: Omit<SlipCode, 'signature'>) => `${slipCodeBody(slip)}.${signText(slipCodeBody(slip))}`

/** A scanned slip with the ticket that it belongs to; a blank one belongs to none yet. */
export interface ScannedSlip {
  code: SlipCode
  entrance: EntranceDocument
  ticket: TicketDocument | undefined
}

/** Reads a slip. Refuses with scan.unreadable, scan.forged, scan.otherRound, and slip.replaced for one that is out of use. */
export async function readSlip(text: string, round: RoundDocument): Promise<ScannedSlip> {
  const code = parseSlipCode(text)
  if (!code) throw new Refused('scan.unreadable')
  if (!isSigned(slipCodeBody(code), code.signature)) throw new Refused('scan.forged')
  if (code.roundId !== String(round._id)) throw new Refused('scan.otherRound')
  const { number } = code
  const entrance = await readEntrance(code.entranceId)
  if (!entrance) throw new Refused('scan.unknown')
  const own = { roundId: round._id, entranceId: oid(code.entranceId) }
  const ticket = await TicketModel.findOne({ ...own, number }).lean()
  const replaced = new Refused('slip.replaced', { entrance: entrance.label, number })
  if (ticket) {
    if ((ticket.issue ?? 1) !== code.issue) throw replaced
    return { code, entrance, ticket }
  }
  const blank = (await CounterModel.findById(counterOf(round._id, code.entranceId)).lean())?.blank
  if (!blank || number < blank.from || number >= blank.next) throw replaced
  if (await TicketModel.exists({ ...own, formerNumbers: number })) throw replaced
  return { code, entrance, ticket: undefined }
}

/** Opens the household of whoever holds its slip, also when the round is over: that is when results come. */
export async function claimBySlip({ code }: Parsed<typeof api.claimBySlip>, actor: Actor) {
  await mustClaim(actor)
  const roundId = parseSlipCode(code)?.roundId
  if (!roundId) throw new Refused('scan.unreadable')
  const { ticket } = await readSlip(code, await findRound(roundId))
  if (!ticket) throw new Refused('slip.unbound')
  const [resident] = await readResidents([String(ticket.residentId)])
  if (!resident) throw new Refused('scan.unknown')
  return claimByResident(resident, actor)
}

/**
 * Binds a blank slip to its bearer for good: its number becomes the person's. Two desks at once bind it to one person.
 * Refuses with slip.otherEntrance, slip.taken.
 */
export async function bindSlip(slip: ScannedSlip, ticket: TicketDocument, actor: Actor): Promise<TicketDocument> {
  let bound = ticket
  // The admission carries the operation; this is the part of it that stands even if the tube turns out to be full.
  await change(new Actor(actor.account, actor.from), async (tx) => {
    bound = await bindWithin(slip, ticket, tx)
    return {}
  })
  ticketsChanged(slip.code.roundId, String(ticket.householdId))
  return bound
}

/** Binds a blank slip as part of another command, which tells the ticket's changes itself. Refuses like bindSlip. */
export async function bindWithin(
  { code, entrance }: ScannedSlip,
  ticket: TicketDocument,
  tx: Change,
): Promise<TicketDocument> {
  const { number, issue } = code
  const { session } = tx
  if (String(ticket.entranceId) !== code.entranceId)
    throw new Refused('slip.otherEntrance', { entrance: entrance.label })
  const taken = new Refused('slip.taken', { entrance: entrance.label, number })
  await CounterModel.updateOne({ _id: counterOf(code.roundId, code.entranceId) }, { $inc: { bound: 1 } }, { session })
  const own = { roundId: ticket.roundId, entranceId: ticket.entranceId }
  if (await TicketModel.exists({ ...own, formerNumbers: number }).session(session)) throw taken
  const { modifiedCount } = await TicketModel.updateOne(
    { _id: ticket._id, state: 'registered', number: ticket.number },
    { $set: { number, issue, changedAt: new Date(real()) }, $push: { formerNumbers: ticket.number } },
    { session },
  ).catch((error) => {
    throw duplicateKey(error) ? taken : error
  })
  if (!modifiedCount) throw new Refused('operation.running')
  await tx.note('slip.bound', [code.roundId, code.entranceId, String(ticket.residentId)])
  return { ...ticket, number, issue }
}
