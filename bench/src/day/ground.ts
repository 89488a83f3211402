import type {
  DayRecord,
  PaceSite,
  QueueCount,
  RecordedCall,
  RecordedScan,
  RecordedTube,
  TableChange,
} from '@loumen/shared/calls/pace/record'
import type { Agenda } from './agenda'
import { bell, chance, lasting } from './chance'
import type { Change, Scenario } from './scenario'
import type { Person } from './town'

export interface Table {
  id: string
  open: boolean
  factor: number
  busy: boolean
  inTube: number
  changes: TableChange[]
  /** From … to of people at the table. */
  work: [number, number][]
}

export interface Site {
  id: string
  index: number
  tables: Table[]
  queue: Person[]
  walkFactor: number
  noShow: number
}

const tubeSize = 10

/** The sites of a day: people queue, tables sample them, and what staff would record is recorded. */
export class Ground {
  readonly sites: Site[]
  readonly calls: RecordedCall[] = []
  readonly scans: RecordedScan[] = []
  /** Who was scanned, in the order of `scans`. */
  readonly scanned: Person[] = []
  readonly tubes: RecordedTube[] = []
  readonly counts: QueueCount[] = []
  readonly waits: number[] = []
  readonly doorToDone: number[] = []
  lastSample = 0
  maxQueue = 0
  /** People on their way, in a queue or at a table. */
  about = 0
  private readonly eye: () => number

  constructor(
    private readonly scenario: Scenario,
    private readonly agenda: Agenda,
  ) {
    this.eye = chance(scenario.seed, 'eye')
    this.sites = Array.from({ length: scenario.sites }, (_, index) => ({
      id: `site ${index + 1}`,
      index,
      queue: [],
      walkFactor: 1,
      noShow: scenario.noShow,
      tables: Array.from({ length: scenario.tables }, (_, table) => ({
        id: `site ${index + 1} table ${table + 1}`,
        open: true,
        factor: 1,
        busy: false,
        inTube: 0,
        changes: [{ at: 0, open: true }],
        work: [],
      })),
    }))
  }

  change(change: Change, at: number) {
    for (const site of this.sites) {
      if (change.site !== undefined && change.site !== site.index) continue
      if (change.walkFactor !== undefined) site.walkFactor = change.walkFactor
      if (change.noShow !== undefined) site.noShow = change.noShow
      for (const [index, table] of site.tables.entries()) {
        if (change.table !== undefined && change.table !== index) continue
        if (change.rateFactor !== undefined) table.factor = change.rateFactor
        if (change.open !== undefined && change.open !== table.open) {
          table.open = change.open
          table.changes.push({ at, open: change.open })
        }
      }
      this.serve(site, at)
    }
  }

  arrive(person: Person, site: Site, at: number) {
    person.arrived = at
    site.queue.push(person)
    this.serve(site, at)
    this.maxQueue = Math.max(this.maxQueue, site.queue.length)
  }

  /** The site lead looks at the queue and taps about how many there are: right to a tenth or so, in steps of five and ten. */
  count(site: Site, at: number) {
    const seen = site.queue.length * (1 + 0.1 * bell(this.eye))
    const step = seen <= 10 ? 1 : seen <= 30 ? 5 : 10
    this.counts.push({ siteId: site.id, at, people: Math.max(0, Math.round(seen / step) * step) })
  }

  /** What the day has recorded, as the pace controller gets it. */
  record(units: DayRecord['units']): DayRecord {
    const sites: PaceSite[] = this.sites.map(({ id, tables }) => ({ id, lane: 'ordinary', tables }))
    return { units, sites, calls: this.calls, scans: this.scans, tubes: this.tubes, counts: this.counts }
  }

  private serve(site: Site, at: number) {
    for (const table of site.tables) {
      if (!table.open || table.busy) continue
      const person = site.queue.shift()
      if (!person) return
      this.sample(person, site, table, at)
    }
  }

  private sample(person: Person, site: Site, table: Table, at: number) {
    const { mean, cv } = this.scenario.ratePerTableHour
    const done = at + lasting(60 / (mean * table.factor), cv, person.pace)
    table.busy = true
    table.work.push([at, done])
    this.waits.push(at - person.arrived)
    this.doorToDone.push(done - person.leftHome)
    this.scans.push({ siteId: site.id, tableId: table.id, householdId: person.householdId, at })
    this.scanned.push(person)
    this.lastSample = Math.max(this.lastSample, done)
    this.agenda.enter(done, () => {
      table.busy = false
      table.inTube++
      this.about--
      if (table.inTube === tubeSize || !table.open) {
        table.inTube = 0
        this.tubes.push({ tableId: table.id, at: done })
      }
      this.serve(site, done)
    })
  }
}
