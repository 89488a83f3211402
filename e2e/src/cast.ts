import { changePassword, createStaff } from '@loumen/shared/accounts/api'
import type { Call } from '@loumen/shared/client'
import type { StaffRole } from '@loumen/shared/roles'
import { claimHousehold } from '@loumen/shared/roster/api'
import { myTickets, register } from '@loumen/shared/tickets/api'
import type { HouseholdTickets } from '@loumen/shared/tickets/schema'
import { residentAt, staffAt } from './client'
import type { RosterRow } from './roster'

/** Somebody of the staff: what they sign in with, and their client. */
export interface Member {
  login: string
  password: string
  call: Call
}

/** Has a lead make an account for somebody, who then sets a password of their own. */
export async function hire(
  lead: Call,
  origin: string,
  { login, name, role, scope }: { login: string; name: string; role: StaffRole; scope: string },
): Promise<Member> {
  const { password: first } = await lead(createStaff, { login, name, grants: [{ role, scope }] })
  if (!first) throw new Error('no first password was shown')
  const password = `${login}-of-the-day`
  const call = await staffAt(origin, login, first)
  await call(changePassword, { current: first, next: password })
  return { login, password, call }
}

/** Residents whose phone is theirs alone: so many behind each of these entrances, in the order of the roster. */
export function residentsBehind(rows: readonly RosterRow[], entrances: readonly string[], each: number): RosterRow[][] {
  const owners = new Map<string, number>()
  for (const { phone } of rows) owners.set(phone, (owners.get(phone) ?? 0) + 1)
  return entrances.map((label) =>
    rows
      .filter((row) => row.building + row.entrance === label && row.phone && owners.get(row.phone) === 1)
      .slice(0, each),
  )
}

/** A resident with a phone: signed in, with their household. */
export interface Phone {
  row: RosterRow
  call: Call
}

/** Signs a resident in and claims the household. */
export async function moveIn(origin: string, communityId: string, row: RosterRow, urls?: string[]): Promise<Phone> {
  const call = await residentAt(origin, row.phone, urls)
  const { state } = await call(claimHousehold, { communityId, name: row.name, document: row.document })
  if (state !== 'granted') throw new Error(`the claim is ${state}`)
  return { row, call }
}

/** The household's tickets as its own phone sees them now. */
export async function ticketsOf({ call }: Phone): Promise<HouseholdTickets> {
  const { rounds } = await call(myTickets, {})
  const [round] = rounds
  if (!round) throw new Error('there is no round')
  return round
}

/** Says that everybody of the household comes. */
export async function everybodyComes(phone: Phone): Promise<HouseholdTickets> {
  const { roundId, householdId, tickets } = await ticketsOf(phone)
  return phone.call(register, {
    roundId,
    householdId,
    answers: tickets.map(({ residentId }) => ({ residentId, kind: 'coming' as const })),
  })
}

/** Everybody who lives behind the same door. */
export const householdOf = (rows: readonly RosterRow[], { building, entrance, door }: RosterRow) =>
  rows.filter((row) => row.building === building && row.entrance === entrance && row.door === door)

/** A household of this entrance, tags aside, of which nobody is among these people. */
export function missingHousehold(rows: readonly RosterRow[], people: readonly RosterRow[], label: string): RosterRow[] {
  const homes = rows.filter((row) => row.building + row.entrance === label).map((row) => householdOf(rows, row))
  return pick(homes, (home) => home.every((row) => !people.includes(row) && !row.note))
}

/** The first that fits; there must be one. */
export function pick<T>(all: readonly T[] | undefined, fits: (one: T) => boolean): T {
  const found = all?.find(fits)
  if (found === undefined) throw new Error('nothing fits')
  return found
}

/** Pieces of at most this length, in order. */
export const chunks = <T>(all: readonly T[], length: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / length) }, (_, i) => all.slice(i * length, (i + 1) * length))
