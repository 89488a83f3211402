import type { CallUnit, Household } from '@loumen/shared/calls/pace/record'
import { excuseHolds } from '@loumen/shared/coverage/rules'
import { compareDoors } from '@loumen/shared/look/elevation'
import { type HonouredTime, heldUntil } from '@loumen/shared/roster/times'
import { takingTurns } from '../../base/turns'
import { now, real, today } from '../../clock'
import { readHouseholds } from '../../roster/queries'
import type { TicketDocument } from '../../tickets/model'
import { ticketsChangedSince } from '../../tickets/queries'

interface Home {
  entranceId: string
  floor: number
  door: string
  first: boolean
  times: readonly HonouredTime[]
  comesWith: readonly string[]
}

interface Known {
  tickets: Map<string, TicketDocument>
  homes: Map<string, Home>
  readAt: Date
  /** What was made of the tickets, as long as nothing changes: sorting the doors of a town takes its time. */
  groups?: { by: Map<string, Group[]>; day: string; atDoors: number }
}

/** The floors of an entrance, or one for all who may not stand in a queue with others. */
export interface Group {
  id: string
  entranceId: string
  /** null where the people of several floors belong together. */
  floor: number | null
  households: Household[]
}

/** Changes may be written a little before they can be read: the last seconds are read again. */
const overlap = 5_000
/** Whom waiting is hard for: they are called before the others of their entrance (R12). */
const greenTags = ['elderly', 'elderlyAlone', 'pregnant', 'infant', 'disabled', 'limitedMobility', 'dialysis']

const known = new Map<string, Known>()
const turns = new Map<string, ReturnType<typeof takingTurns>>()
export const forgetHouseholds = () => {
  known.clear()
  turns.clear()
}

/**
 * The households of a round that are still expected, by entrance and floor: without excused and cancelled people, and
 * those who were sampled at their door.
 */
export async function groupsOf(roundId: string, atDoors: ReadonlySet<string>): Promise<Map<string, Group[]>> {
  const town = await refresh(roundId)
  const day = today()
  if (town.groups?.day !== day || town.groups.atDoors !== atDoors.size)
    town.groups = { by: group(town, atDoors, day), day, atDoors: atDoors.size }
  return town.groups.by
}

function group({ tickets, homes }: Known, atDoors: ReadonlySet<string>, day: string): Map<string, Group[]> {
  const households = new Map<string, Household & { people: { ordinary: number; doorOnly: number }; apart: boolean }>()
  for (const ticket of tickets.values()) {
    if (ticket.state === 'cancelled' || ticket.answer === 'needsDoor' || excuseHolds(ticket.excuse, day)) continue
    const id = String(ticket.householdId)
    if (atDoors.has(String(ticket.residentId))) continue
    const household = households.get(id) ?? {
      id,
      people: { ordinary: 0, doorOnly: 0 },
      apart: false,
      first: homes.get(id)?.first ?? false,
      ...(homes.get(id)?.comesWith.length ? { comesWith: homes.get(id)?.comesWith } : {}),
    }
    households.set(id, household)
    household.people[ticket.route === 'doorOnly' ? 'doorOnly' : 'ordinary']++
    if (ticket.route === 'separate') household.apart = true
    if (ticket.frozen) household.frozen = true
  }
  const groups = new Map<string, Map<string, Group>>()
  for (const { apart, ...household } of households.values()) {
    const home = homes.get(household.id)
    if (!home || !household.people.ordinary) continue
    const floor = apart ? null : home.floor
    const own = groups.get(home.entranceId) ?? new Map<string, Group>()
    groups.set(home.entranceId, own)
    const id = unitId(home.entranceId, floor)
    const group = own.get(id) ?? { id, entranceId: home.entranceId, floor, households: [] }
    own.set(id, group)
    group.households.push(household)
  }
  return new Map([...groups].map(([entranceId, own]) => [entranceId, inOrder([...own.values()], homes)]))
}

/** The households that asked to be called later, and until when; those who come together wait for each other. */
export function laterOf(roundId: string): Map<string, Date> {
  const { tickets, homes } = known.get(roundId) ?? {}
  const said = new Map<string, Date[]>()
  for (const { householdId, notBefore } of tickets?.values() ?? [])
    if (notBefore) said.set(String(householdId), [...(said.get(String(householdId)) ?? []), notBefore])
  const own = new Map<string, Date>()
  for (const [id, { times }] of homes ?? []) {
    const until = heldUntil(said.get(id) ?? [], times, now())
    if (until) own.set(id, until)
  }
  const later = new Map(own)
  for (const [id, until] of own)
    for (const other of homes?.get(id)?.comesWith ?? [])
      if ((later.get(other)?.getTime() ?? 0) < until.getTime()) later.set(other, until)
  return later
}

export const unitId = (entranceId: string, floor: number | null) => `${entranceId}:${floor ?? 'apart'}`

/** From the top, as the stairs empty; doors as people count them. */
function inOrder(groups: Group[], homes: ReadonlyMap<string, Home>): Group[] {
  for (const { households } of groups)
    households.sort((a, b) => compareDoors(homes.get(a.id)?.door ?? '', homes.get(b.id)?.door ?? ''))
  return groups.sort((a, b) => (b.floor ?? -1e9) - (a.floor ?? -1e9))
}

/** One after another: of two readings at once the second would find the ticket's new mark without its household. */
function refresh(roundId: string): Promise<Known> {
  const turn = turns.get(roundId) ?? takingTurns(1)
  turns.set(roundId, turn)
  return turn(() => readAgain(roundId))
}

async function readAgain(roundId: string): Promise<Known> {
  const before = known.get(roundId)
  const readAt = new Date(real())
  const read = await ticketsChangedSince(roundId, before && new Date(before.readAt.getTime() - overlap))
  const next: Known = before
    ? { ...before, readAt }
    : { tickets: new Map<string, TicketDocument>(), homes: new Map<string, Home>(), readAt }
  const changed = read.filter(
    ({ residentId, changedAt }) => next.tickets.get(String(residentId))?.changedAt.getTime() !== changedAt.getTime(),
  )
  // What changes of a household marks its tickets, so its door is read again with them.
  if (changed.length) {
    // Before a ticket is marked as known: what could not be read now is read the next time.
    const households = await readHouseholds([...new Set(changed.map(({ householdId }) => String(householdId)))])
    for (const ticket of changed) next.tickets.set(String(ticket.residentId), ticket)
    next.groups = undefined
    for (const household of households)
      next.homes.set(String(household._id), {
        entranceId: String(household.entranceId),
        floor: household.floor,
        door: household.door,
        first: household.tags.some((tag) => greenTags.includes(tag)),
        times: household.times ?? [],
        comesWith: (household.comesWith ?? []).map(String),
      })
  }
  known.set(roundId, next)
  return next
}

/** In the order of calls: the ordinary floors of every entrance, then all who are kept apart. */
export function unitsOf(
  order: readonly string[],
  groups: ReadonlyMap<string, readonly Group[]>,
  sitesFor: (entranceId: string) => string[],
  held: ReadonlySet<string>,
  notBefore: ReadonlyMap<string, number>,
): CallUnit[] {
  const all = order.flatMap((entranceId) => groups.get(entranceId) ?? [])
  return [...all.filter(({ floor }) => floor !== null), ...all.filter(({ floor }) => floor === null)].map((group) => ({
    id: group.id,
    entranceId: group.entranceId,
    households: group.households,
    siteIds: sitesFor(group.entranceId),
    held: held.has(group.entranceId),
    notBefore: notBefore.get(group.entranceId),
  }))
}
