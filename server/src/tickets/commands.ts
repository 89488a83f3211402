import type { Parsed } from '@loumen/shared/endpoint'
import { compareDoors } from '@loumen/shared/look/elevation'
import { Refused } from '@loumen/shared/refusals'
import type { Role } from '@loumen/shared/roles'
import type * as api from '@loumen/shared/tickets/api'
import { excuseFault } from '@loumen/shared/tickets/excuses'
import { routeOf } from '@loumen/shared/tickets/rules'
import type { Answer } from '@loumen/shared/tickets/schema'
import type { Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { newId, oid } from '../base/db'
import { seal } from '../base/personal'
import { now, real, today } from '../clock'
import { pathOfScope } from '../community/paths'
import type { HouseholdDocument, ResidentDocument } from '../roster/model'
import type { everybody } from '../roster/queries'
import { spokenForIn } from '../roster/roommates'
import { roundKey } from '../rounds/keys'
import type { RoundDocument } from '../rounds/model'
import { findRound, mustBeLive } from '../rounds/queries'
import { CounterModel, type TicketDocument, TicketModel } from './model'

const batch = 1000
const listeners: ((roundId: string, householdId: string) => void)[] = []

/** Hears of households whose tickets changed. */
export const whenTicketsChange = (listener: (roundId: string, householdId: string) => void) => listeners.push(listener)
export const ticketsChanged = (roundId: string, householdId: string) => {
  for (const listener of listeners) listener(roundId, householdId)
}

/** Part of opening a round: a ticket for everybody, numbered by floor and door so that households stand together. */
export async function giveTickets(
  round: RoundDocument,
  { households, residents }: Awaited<ReturnType<typeof everybody>>,
  tx: Change,
) {
  const members = new Map<string, typeof residents>()
  for (const resident of residents) {
    const id = String(resident.householdId)
    members.set(id, [...(members.get(id) ?? []), resident])
  }
  const inOrder = [...households].sort((a, b) => a.floor - b.floor || compareDoors(a.door, b.door))
  const next = new Map<string, number>()
  const tickets: TicketDocument[] = []
  for (const household of inOrder) {
    const entranceId = String(household.entranceId)
    for (const resident of members.get(String(household._id)) ?? []) {
      const number = next.get(entranceId) ?? 1
      next.set(entranceId, number + 1)
      tickets.push({
        _id: newId(),
        roundId: round._id,
        communityId: household.communityId,
        residentId: resident._id,
        householdId: household._id,
        entranceId: household.entranceId,
        door: household.door,
        number,
        state: 'registered',
        live: true,
        route: routeOf(household.tags),
        frozen: false,
        changedAt: new Date(real()),
      })
    }
  }
  for (let at = 0; at < tickets.length; at += batch)
    await TicketModel.collection.insertMany(tickets.slice(at, at + batch), { session: tx.session })
  const counters = [...next].map(([entranceId, number]) => ({ _id: `${round._id}:${entranceId}`, next: number }))
  await CounterModel.insertMany(counters, { session: tx.session })
}

/** Gives one person a ticket after the round was opened: a number that nobody had. */
export async function giveTicket(
  round: RoundDocument,
  household: Pick<HouseholdDocument, '_id' | 'communityId' | 'entranceId' | 'door' | 'tags'>,
  resident: Pick<ResidentDocument, '_id' | 'tags'>,
  { session }: Pick<Change, 'session'>,
): Promise<TicketDocument> {
  const counterId = `${round._id}:${household.entranceId}`
  const before = await CounterModel.findByIdAndUpdate(counterId, { $inc: { next: 1 } }, { session }).lean()
  if (!before) await CounterModel.create([{ _id: counterId, next: 2 }], { session })
  const frozen = await TicketModel.exists({ householdId: household._id, live: true, frozen: true }).session(session)
  const ticket: TicketDocument = {
    _id: newId(),
    roundId: round._id,
    communityId: household.communityId,
    residentId: resident._id,
    householdId: household._id,
    entranceId: household.entranceId,
    door: household.door,
    number: before?.next ?? 1,
    state: 'registered',
    live: true,
    route: routeOf([...household.tags, ...resident.tags]),
    frozen: !!frozen,
    changedAt: new Date(real()),
  }
  await TicketModel.create([ticket], { session })
  return ticket
}

/** Excuses people of a round until a day, part of another command. */
export const excuseUntil = (
  ids: readonly Types.ObjectId[],
  excuse: NonNullable<TicketDocument['excuse']>,
  { session }: Pick<Change, 'session'>,
) =>
  TicketModel.updateMany(
    { _id: { $in: ids } },
    { $set: { answer: 'excused', excuse, changedAt: new Date(real()) } },
    { session },
  )

/** A household's answers for a round. The last answer counts; who is sampled counts as sampled whatever was answered. */
export async function registerHousehold({ roundId, householdId, answers }: Parsed<typeof api.register>, actor: Actor) {
  const path = await pathOfScope(householdId)
  actor.must('registrations.edit', path)
  const round = await findRound(roundId)
  const roles = actor.roles(path)
  const own = await spokenForIn(actor, householdId)
  if (own && answers.some(({ residentId }) => !own.has(residentId))) throw new Refused('household.roommate')
  await change(actor, async (tx) => {
    mustBeLive(round)
    // Who is excused is said of a frozen household, too; that it comes down or waits at its door is not its to say.
    if (answers.some(({ kind }) => kind === 'coming' || kind === 'needsDoor')) {
      const frozen = { roundId: round._id, householdId: oid(householdId), live: true, frozen: true }
      if (await TicketModel.exists(frozen).session(tx.session)) throw new Refused('household.frozen')
    }
    for (const answer of answers) {
      const { matchedCount } = await TicketModel.updateOne(
        { roundId: round._id, householdId: oid(householdId), residentId: oid(answer.residentId), state: 'registered' },
        { $set: { ...stored(answer, round, actor, roles), changedAt: new Date(real()) } },
        { session: tx.session },
      )
      if (!matchedCount) throw new Refused('notFound')
    }
    await tx.note('registration.answered', [roundId, householdId, ...answers.map((answer) => answer.residentId)])
    return { householdId }
  })
  ticketsChanged(roundId, householdId)
}

/** What a household said of these people at its call, as part of that change; others keep their answer. */
export async function answerFor(
  roundId: Types.ObjectId,
  residentIds: readonly string[],
  answer: 'coming' | 'needsDoor',
  tx: Change,
) {
  await TicketModel.updateMany(
    {
      roundId,
      residentId: { $in: residentIds.map(oid) },
      state: 'registered',
      answer: { $in: answer === 'coming' ? ['needsDoor'] : ['coming', null] },
    },
    { $set: { answer, changedAt: new Date(real()) } },
    { session: tx.session },
  )
}

/** What an answer leaves on the ticket. Refuses with excuse.… where the asker's roles may not say so. */
function stored(answer: Answer, round: RoundDocument, actor: Actor, roles: readonly Role[]) {
  if (answer.kind === 'refuses') {
    if (roles.every((role) => role === 'resident')) throw new Refused('excuse.notYours')
    return { answer: answer.kind, excuse: null, refusedAt: now() }
  }
  if (answer.kind !== 'excused') return { answer: answer.kind, excuse: null, refusedAt: null }
  const fault = excuseFault(answer, roles, today())
  if (fault) throw new Refused(fault)
  const { reason, until, proof } = answer
  const sealed = proof && { proof: seal(roundKey(round._id), proofPlace(answer.residentId), proof) }
  const excuse = { reason, until: until ?? null, ...sealed, at: now(), accountId: actor.account.id }
  return { answer: answer.kind, excuse, refusedAt: null }
}

export const proofPlace = (residentId: unknown) => `tickets.proof|${residentId}`

/** What one person answered through somebody who helps them, as part of that change. */
export const setAnswer = ({ _id }: Pick<TicketDocument, '_id'>, answer: 'coming' | 'needsDoor', tx: Change) =>
  TicketModel.updateOne(
    { _id },
    { $set: { answer, excuse: null, refusedAt: null, changedAt: new Date(real()) } },
    { session: tx.session },
  )

/** What was said at a door, for everybody of the household whose excuse does not hold. Part of a sweep's transaction. */
export const setAnswers = (
  roundId: Types.ObjectId,
  householdId: Types.ObjectId,
  set: Partial<Pick<TicketDocument, 'answer' | 'notBefore' | 'refusedAt'>>,
  tx: Change,
) =>
  TicketModel.updateMany(
    {
      roundId,
      householdId,
      state: 'registered',
      $or: [{ excuse: null }, { 'excuse.until': { $lt: today() } }],
    },
    { $set: { ...set, excuse: null, changedAt: new Date(real()) } },
    { session: tx.session },
  )

/** Holds a household's tickets until the change ends: of two changes at once one is done after the other. */
export const holdHousehold = (roundId: Types.ObjectId, householdId: Types.ObjectId, tx: Change) =>
  TicketModel.updateMany(
    { roundId, householdId, live: true },
    { $set: { changedAt: new Date(real()) } },
    { session: tx.session },
  )

/** Freezes or releases everybody of some households in every live round. */
export const setFrozen = (householdIds: readonly Types.ObjectId[], frozen: boolean, tx: Change) =>
  TicketModel.updateMany(
    { householdId: { $in: householdIds }, live: true },
    { $set: { frozen, changedAt: new Date(real()) } },
    { session: tx.session },
  )

/** Tells whoever follows these households' tickets in live rounds that they were frozen or released. */
export async function tellTickets(householdIds: readonly Types.ObjectId[]) {
  const tickets = await TicketModel.find(
    { householdId: { $in: householdIds }, live: true },
    { roundId: 1, householdId: 1 },
  ).lean()
  const pairs = new Map(
    tickets.map(({ roundId, householdId }) => [`${roundId} ${householdId}`, { roundId, householdId }]),
  )
  for (const { roundId, householdId } of pairs.values())
    for (const listener of listeners) listener(String(roundId), String(householdId))
}
