import { addFigures, excuseHolds, noFigures, standing } from '@loumen/shared/coverage/rules'
import type { CoverageWindow, Figures } from '@loumen/shared/coverage/schema'
import { windowState } from '@loumen/shared/look/elevation'
import { validTubeStates } from '@loumen/shared/tubes/rules'
import { log } from '../base/log'
import { now, real, today } from '../clock'
import { readHouseholds } from '../roster/queries'
import type { TicketDocument } from '../tickets/model'
import { ticketsChangedSince } from '../tickets/queries'
import type { TubeDocument } from '../tubes/model'
import { tubesChangedSince } from '../tubes/queries'

/** One person's standing in a round. */
export interface Standing {
  residentId: string
  householdId: string
  entranceId: string
  number: number
  standing: 'sampled' | 'excused' | 'missing'
  inQueue: boolean
  answer: TicketDocument['answer']
  excuse: TicketDocument['excuse']
  frozen: boolean
  /** Since when they refuse; undefined for everybody else. */
  refusedAt: Date | undefined
}

type TubeRow = Pick<TubeDocument, '_id' | 'state' | 'live' | 'tableId' | 'closedAt' | 'people'>

interface Home {
  entranceId: string
  floor: number
  door: string
}

/** Everything known of a round's people; read from the rows, never counted up by hand. */
interface Ledger {
  tickets: Map<string, TicketDocument>
  tubes: Map<string, TubeRow>
  homes: Map<string, Home>
  readAt?: Date
  /** The last change that was told before the rows were read. */
  change: number
}

/** Changes may be written a little before they can be read: the last seconds are read again. */
const overlap = 5_000
const freshFor = 1_000
const ledgers = new Map<string, Ledger>()
const reading = new Map<string, Promise<Ledger>>()

/** Brings a round's ledger up to date from the rows that changed. */
async function update(roundId: string): Promise<Ledger> {
  const ledger: Ledger = ledgers.get(roundId) ?? { tickets: new Map(), tubes: new Map(), homes: new Map(), change: -1 }
  const startedAt = new Date(real())
  const change = changes.get(roundId) ?? 0
  const since = ledger.readAt && new Date(ledger.readAt.getTime() - overlap)
  const [tickets, tubes] = await Promise.all([ticketsChangedSince(roundId, since), tubesChangedSince(roundId, since)])
  const unknown = new Set(tickets.map((ticket) => String(ticket.householdId)).filter((id) => !ledger.homes.has(id)))
  for (const household of await readHouseholds([...unknown]))
    ledger.homes.set(String(household._id), {
      entranceId: String(household.entranceId),
      floor: household.floor,
      door: household.door,
    })
  for (const ticket of tickets) ledger.tickets.set(String(ticket.residentId), ticket)
  for (const tube of tubes) ledger.tubes.set(String(tube._id), tube)
  ledgers.set(roundId, Object.assign(ledger, { readAt: startedAt, change }))
  return ledger
}

/** Forgets what was read: for a restarted house and for tests that recount. */
export const forgetLedgers = () => ledgers.clear()

/** Counts the changes of each round that this process knows of: a ledger read before the last one is not fresh. */
const changes = new Map<string, number>()
export const touchLedger = (roundId: string) => changes.set(roundId, (changes.get(roundId) ?? 0) + 1)

/** The ledger of a round: not older than a second, and never older than the last change told here. */
export async function ledgerOf(roundId: string): Promise<RoundCoverage> {
  for (;;) {
    const known = ledgers.get(roundId)
    const current = known?.readAt && known.change === (changes.get(roundId) ?? 0)
    if (known?.readAt && current && real() - known.readAt.getTime() < freshFor) return new RoundCoverage(known)
    const running = reading.get(roundId)
    if (running) {
      await running
      continue
    }
    const work = update(roundId).finally(() => reading.delete(roundId))
    reading.set(roundId, work)
    return new RoundCoverage(await work)
  }
}

/** A round's coverage at one moment. Expected = sampled + excused + missing, for every person and every sum (I7). */
export class RoundCoverage {
  readonly people: Standing[] = []
  private readonly queued = new Set<string>()
  private readonly sampled = new Set<string>()

  constructor(private readonly ledger: Ledger) {
    for (const tube of ledger.tubes.values()) {
      if (!tube.live) continue
      const into = validTubeStates.includes(tube.state) ? this.sampled : this.queued
      for (const person of tube.people) into.add(String(person.residentId))
    }
    // Whoever was scanned under an entry that was joined to another one meanwhile is that one.
    for (const [residentId, { joinedTo }] of ledger.tickets)
      for (const group of joinedTo ? [this.sampled, this.queued] : [])
        if (group.has(residentId)) group.add(String(joinedTo))
    const day = today()
    for (const [residentId, ticket] of ledger.tickets) {
      if (ticket.state === 'cancelled') continue
      this.people.push({
        residentId,
        householdId: String(ticket.householdId),
        entranceId: String(ticket.entranceId),
        number: ticket.number,
        standing: standing({ inValidTube: this.sampled.has(residentId), excused: excuseHolds(ticket.excuse, day) }),
        inQueue: this.queued.has(residentId),
        answer: ticket.answer,
        excuse: ticket.excuse,
        frozen: ticket.frozen,
        refusedAt: ticket.refusedAt ?? undefined,
      })
    }
  }

  get figures(): Figures {
    return this.people.reduce((sum, person) => addFigures(sum, figuresOf(person)), noFigures)
  }

  byEntrance(): Map<string, Figures> {
    const sums = new Map<string, Figures>()
    for (const person of this.people)
      sums.set(person.entranceId, addFigures(sums.get(person.entranceId) ?? noFigures, figuresOf(person)))
    return sums
  }

  household(householdId: string): Standing[] {
    return this.people.filter((person) => person.householdId === householdId)
  }

  /** Every household's window, as the elevations draw it. */
  windows(called: (entranceId: string) => boolean): (CoverageWindow & { entranceId: string })[] {
    const households = new Map<string, Standing[]>()
    for (const person of this.people) {
      const together = households.get(person.householdId)
      if (together) together.push(person)
      else households.set(person.householdId, [person])
    }
    return [...households].flatMap(([householdId, people]) => {
      const home = this.ledger.homes.get(householdId)
      if (!home) return []
      const { expected, sampled, excused } = people.reduce(
        (sum, person) => addFigures(sum, figuresOf(person)),
        noFigures,
      )
      const state = windowState({
        expected,
        sampled,
        excused,
        called: called(home.entranceId),
        needsHelp: people.some((person) => person.answer === 'needsDoor' && person.standing === 'missing'),
        frozen: people.some((person) => person.frozen),
      })
      return {
        householdId,
        door: home.door,
        floor: home.floor,
        entranceId: home.entranceId,
        state,
        people: [expected, sampled, excused],
      }
    })
  }

  /** People in tubes closed within the last hour, by table; `undefined` stands for doors. */
  lastHour(): Map<string | undefined, number> {
    const since = now().getTime() - 3_600_000
    const counts = new Map<string | undefined, number>()
    for (const tube of this.ledger.tubes.values()) {
      if (!tube.live || !tube.closedAt || tube.closedAt.getTime() < since) continue
      const table = tube.tableId ? String(tube.tableId) : undefined
      counts.set(table, (counts.get(table) ?? 0) + tube.people.length)
    }
    return counts
  }

  /** People in the open tube of each table. */
  inTubes(): Map<string, number> {
    const counts = new Map<string, number>()
    for (const tube of this.ledger.tubes.values())
      if (tube.live && tube.state === 'open' && tube.tableId) counts.set(String(tube.tableId), tube.people.length)
    return counts
  }
}

const figuresOf = (person: Standing): Figures => ({
  expected: 1,
  sampled: person.standing === 'sampled' ? 1 : 0,
  excused: person.standing === 'excused' ? 1 : 0,
  missing: person.standing === 'missing' ? 1 : 0,
  inQueue: person.inQueue ? 1 : 0,
})

/** Logs a failure of background work without what it was about. */
export const logFailure = (roundId: string) => (error: Error) =>
  log.error({ roundId, error: error.name }, 'coverage could not be read')
