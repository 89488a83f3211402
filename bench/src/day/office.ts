import { demoStaff } from '@loumen/e2e/client'
import type { House } from '@loumen/e2e/house'
import { setClock } from '@loumen/shared/accounts/api'
import { callDown, countQueue, followEntrance, listCalls, readPace, setCallMode } from '@loumen/shared/calls/api'
import type { Call as FloorCall } from '@loumen/shared/calls/schema'
import { type Call, RefusedByServer } from '@loumen/shared/client'
import { createCommunity } from '@loumen/shared/community/api'
import { applyImport, previewImport, readImport } from '@loumen/shared/imports/api'
import { myWork, openRound, setTable } from '@loumen/shared/rounds/api'
import { admit, closeTube, openTube } from '@loumen/shared/tubes/api'
import { pause } from '../measure/processes'
import type { Day } from './day'
import { documentsOf, doorOf, rosterOf } from './roster'
import { type Floor, floorOf, type Person } from './town'

/** A day begins at eight in the morning in China. */
const morning = Date.parse('2026-03-02T00:00:00.000Z')

interface Desk {
  tableId: string
  tubeId?: string
  people: number
  /** Closed as soon as the person who is there is done. */
  closing: boolean
}

/** The staff of a played day: they do on the real server what the day's people do, and see what it says. */
export class Office {
  roundId = ''
  errors = 0
  /** Refusals and failures by code, for people who read along. */
  readonly faults = new Map<string, number>()
  private siteIds: string[] = []
  private readonly desks = new Map<string, Desk>()
  private readonly entrances = new Map<string, string>()
  private readonly floors = new Map<string, Floor>()
  private readonly households = new Map<string, string>()
  private readonly documents: Map<Person, string>
  private readonly done = { scans: 0, tubes: 0, counts: 0 }
  private readonly known = new Map<string, FloorCall>()
  private readonly called = new Set<string>()
  private barcodes = 0

  private constructor(
    private readonly day: Day,
    private readonly admin: Call,
    /** Who leads a community may do everybody's work in it. */
    private readonly lead: Call,
  ) {
    this.documents = documentsOf(day.floors)
    for (const floor of day.floors) this.floors.set(floor.id, floor)
  }

  /** Makes the scenario's town and opens its round, through the same doors as a committee. */
  static async open(house: House, day: Day, say: (line: string) => void): Promise<Office> {
    const office = new Office(day, await demoStaff(house, 'admin'), await demoStaff(house, 'communityLead'))
    await office.moveIn(say)
    return office
  }

  private async moveIn(say: (line: string) => void) {
    const { admin, lead } = this
    const { scenario, floors } = this.day
    await admin(setClock, { now: new Date(morning - 60_000).toISOString(), speed: 1 })
    const { id: communityId } = await lead(createCommunity, { name: '测试小区' })
    const content = Buffer.from(rosterOf(floors, this.documents), 'utf8').toString('base64')
    const { id: importId } = await lead(previewImport, { communityId, file: { name: 'town.csv', content } })
    await this.imported(importId, 'ready')
    await lead(applyImport, { importId })
    await this.imported(importId, 'applied')
    const sites = Array.from({ length: scenario.sites }, (_, i) => ({
      name: `${i + 1}号采样点`,
      place: '广场',
      tables: scenario.tables,
    }))
    const round = await lead(openRound, { communityId, policy: { poolSize: 10 }, sites })
    this.roundId = round.id
    this.siteIds = round.sites.map(({ id }) => id)
    say(`${round.expected} people, ${round.entranceIds.length} entrances, ${sites.length} sites`)
    const work = (await lead(myWork, {})).rounds.find(({ id }) => id === round.id)
    for (const { id, label } of work?.entrances ?? []) this.entrances.set(/\d+/.exec(label)?.[0] ?? '', id)
    for (const [i, { tables }] of round.sites.entries())
      for (const [j, table] of [...tables].sort((a, b) => a.number - b.number).entries()) {
        this.desks.set(`site ${i + 1} table ${j + 1}`, { tableId: table.id, people: 0, closing: false })
        await lead(setTable, { tableId: table.id, state: 'open' })
      }
    for (const floor of floors)
      for (const person of floor.people)
        this.households.set(`${this.entrances.get(floor.entranceId)} ${doorOf(person.householdId)}`, person.householdId)
    const mode = scenario.mode === 'auto' ? 'automatic' : 'manual'
    for (const siteId of this.siteIds) await lead(setCallMode, { siteId, mode })
  }

  private async imported(importId: string, state: string) {
    for (;;) {
      const now = await this.lead(readImport, { importId })
      if (now.state === state) return
      if (now.state === 'failed') throw new Error(`the import failed: ${now.failure?.code}`)
      await pause(50)
    }
  }

  /** Sets the server's clock to a minute of the day; until it is set again it goes as fast as any clock. */
  async setClock(minute: number) {
    await this.admin(setClock, { now: new Date(morning + minute * 60_000).toISOString(), speed: 1 })
  }

  /** Whether staff have anything to do that the day has brought since they last did. */
  get behind() {
    const { ground } = this.day
    return (
      ground.tubes.length > this.done.tubes ||
      ground.scans.length > this.done.scans ||
      ground.counts.length > this.done.counts ||
      ground.sites.some((site) => site.tables.some((table) => table.open === this.desk(table.id).closing))
    )
  }

  /** Does it: samplers close tubes, leads open and close tables and count queues, registrars scan. */
  async work() {
    const { ground } = this.day
    for (; this.done.tubes < ground.tubes.length; this.done.tubes++)
      await this.closeTube(ground.tubes[this.done.tubes]?.tableId ?? '')
    for (const site of ground.sites)
      for (const table of site.tables) await this.setTable(table.id, table.open, table.busy)
    for (; this.done.scans < ground.scans.length; this.done.scans++) {
      const { [this.done.scans]: scan } = ground.scans
      const { [this.done.scans]: person } = ground.scanned
      if (scan && person) await this.admit(scan.tableId, person)
    }
    for (; this.done.counts < ground.counts.length; this.done.counts++) {
      const { [this.done.counts]: count } = ground.counts
      const siteId = this.siteIds[ground.sites.findIndex(({ id }) => id === count?.siteId)]
      if (count && siteId) await this.attempt(this.lead(countQueue, { siteId, people: count.people }))
    }
  }

  /** Asks the pace what it sees; true while it has somebody to call. */
  async pace(): Promise<boolean> {
    const pace = await this.lead(readPace, { roundId: this.roundId })
    return !pace.sites.every(({ reason }) => reason.code === 'everybodyCalled')
  }

  /** The site lead calls floors down, or a whole entrance. */
  async callDown(floors: readonly Floor[], site: number) {
    const siteId = this.siteIds[site]
    const [first] = floors
    const entranceId = first && this.entrances.get(first.entranceId)
    if (!siteId || !entranceId) throw new Error('no such site or entrance')
    const numbers = floors.map(floorOf)
    await this.attempt(this.lead(callDown, { siteId, units: [{ entranceId, floors: numbers }] }))
    for (const floor of floors) for (const { householdId } of floor.people) this.called.add(householdId)
  }

  /** Calls that were made since this was asked last: whom, where to, at which minute. */
  async newCalls(): Promise<{ floor: Floor; householdIds: string[]; site: number; at: number }[]> {
    const { calls } = await this.lead(listCalls, { roundId: this.roundId })
    const fresh = calls.filter((call) => (this.known.get(call.id)?.parts.length ?? 0) < call.parts.length)
    const found: { floor: Floor; householdIds: string[]; site: number; at: number }[] = []
    for (const call of fresh) {
      this.known.set(call.id, call)
      const followed = await this.lead(followEntrance, {
        roundId: this.roundId,
        entranceId: call.entranceId,
      })
      const byFloor = new Map<Floor, { householdIds: string[]; at: number }>()
      for (const { door, calledAt } of followed.households) {
        const id = this.households.get(`${call.entranceId} ${door}`)
        const floor = id && this.floors.get(id.split('-').slice(0, 2).join('-'))
        if (!calledAt || !floor || this.called.has(id)) continue
        this.called.add(id)
        const at = (Date.parse(calledAt) - morning) / 60_000
        const together = byFloor.get(floor)
        if (together) together.householdIds.push(id)
        else byFloor.set(floor, { householdIds: [id], at })
      }
      for (const [floor, { householdIds, at }] of byFloor) {
        const part = call.parts.find(({ calledAt }) => Math.abs(Date.parse(calledAt) - morning - at * 60_000) < 1000)
        found.push({ floor, householdIds, at, site: this.siteIds.indexOf(part?.siteId ?? call.siteId) })
      }
    }
    return found
  }

  entranceOf(floor: Floor): string {
    return this.entrances.get(floor.entranceId) ?? ''
  }

  wholeFloorCalled(floor: Floor): boolean {
    return floor.people.every(({ householdId }) => this.called.has(householdId))
  }

  private desk(table: string): Desk {
    const desk = this.desks.get(table)
    if (!desk) throw new Error(`no table ${table}`)
    return desk
  }

  private async setTable(table: string, open: boolean, busy: boolean) {
    const desk = this.desk(table)
    if (open !== desk.closing) return
    if (!open && busy) return
    if (!open && desk.tubeId) await this.closeTube(table)
    desk.closing = !open
    await this.attempt(this.lead(setTable, { tableId: desk.tableId, state: open ? 'open' : 'closed' }))
  }

  private async closeTube(table: string) {
    const desk = this.desk(table)
    if (desk.tubeId) await this.attempt(this.lead(closeTube, { tubeId: desk.tubeId, count: desk.people }))
    desk.tubeId = undefined
  }

  private async admit(table: string, person: Person) {
    const desk = this.desk(table)
    if (!desk.tubeId) {
      const barcode = `DAY-${String(++this.barcodes).padStart(6, '0')}`
      const tube = await this.attempt(this.lead(openTube, { tableId: desk.tableId, barcode }))
      if (!tube) return
      desk.tubeId = tube.id
      desk.people = 0
    }
    const scan = { kind: 'document' as const, number: this.documents.get(person) ?? '' }
    const asked = this.called.has(person.householdId) ? {} : { reason: '没叫到就来了' }
    const admitted = await this.attempt(this.lead(admit, { tubeId: desk.tubeId, scan, ...asked }))
    if (admitted) desk.people++
  }

  /** What the server refuses or fails at is an error of the day; the day goes on. */
  private async attempt<T>(asked: Promise<T>): Promise<T | undefined> {
    try {
      return await asked
    } catch (error) {
      const code = error instanceof RefusedByServer ? error.code : String(error)
      this.errors++
      this.faults.set(code, (this.faults.get(code) ?? 0) + 1)
      return undefined
    }
  }
}
