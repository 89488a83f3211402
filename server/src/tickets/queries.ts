import { Refused } from '@loumen/shared/refusals'
import { parseTicketCode, ticketCodeBody } from '@loumen/shared/tickets/code'
import type { Types } from 'mongoose'
import { oid } from '../base/db'
import { isSigned, signText } from '../base/personal'
import { TicketModel } from './model'

/** The QR text of a household's tickets in a round. */
export function ticketCode(roundId: string, householdId: string) {
  const body = ticketCodeBody(roundId, householdId)
  return `${body}.${signText(body)}`
}

/** The round and household of a scanned code. Refuses with scan.unreadable and scan.forged. */
export function readTicketCode(text: string) {
  const code = parseTicketCode(text)
  if (!code) throw new Refused('scan.unreadable')
  if (!isSigned(ticketCodeBody(code.roundId, code.householdId), code.signature)) throw new Refused('scan.forged')
  return code
}

export const ticketsOfHousehold = (roundId: string, householdId: string) =>
  TicketModel.find({ roundId: oid(roundId), householdId: oid(householdId) })
    .sort({ number: 1 })
    .lean()

/** All tickets of some households, of every round. */
export const ticketsOfHouseholds = (householdIds: readonly Types.ObjectId[]) =>
  TicketModel.find({ householdId: { $in: householdIds } }).lean()

/** Those of some households that a recall holds in a round. */
export const frozenAmong = async (roundId: Types.ObjectId, householdIds: readonly string[]) =>
  new Set(
    (
      await TicketModel.distinct('householdId', { roundId, householdId: { $in: householdIds.map(oid) }, frozen: true })
    ).map(String),
  )

export const ticketsOfResidents = (roundId: Types.ObjectId, residentIds: readonly Types.ObjectId[]) =>
  TicketModel.find({ roundId, residentId: { $in: residentIds }, live: true }).lean()

/** Tickets of a round that changed since a machine time; all of them without one. */
export const ticketsChangedSince = (roundId: string, since?: Date) =>
  TicketModel.find({ roundId: oid(roundId), ...(since ? { changedAt: { $gte: since } } : {}) }).lean()

/** How many of these residents, who live in these households, have a ticket in a round. */
export const countTicketed = async (householdIds: Types.ObjectId[], residentIds: Types.ObjectId[]) =>
  (
    await TicketModel.distinct('residentId', {
      householdId: { $in: householdIds },
      residentId: { $in: residentIds },
      live: true,
    })
  ).length
