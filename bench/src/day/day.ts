import { Agenda } from './agenda'
import { bell, chance } from './chance'
import { type Figures, figuresOf } from './figures'
import { Ground, type Site } from './ground'
import type { Scenario } from './scenario'
import { type Floor, type Person, plannedMinutes, settle, walkOf } from './town'

/** The lead looks at the queue this often, minutes. */
const countEvery = 5
const longestDay = 72 * 60

/** A day as it goes on: called people walk, queue and are sampled. Who calls them, in memory or on a server, looks at it now and then. */
export class Day {
  readonly floors: Floor[]
  readonly ground: Ground
  /** Minutes since the day began. */
  clock = 0
  errors = 0
  private readonly agenda = new Agenda()
  private readonly called = new Set<string>()
  /** Floors some of whose people were called; the others come down by themselves later and walk a time of their own. */
  private readonly begun = new Set<string>()
  private readonly further: () => number
  private calling = true
  private lookDue = false

  constructor(readonly scenario: Scenario) {
    this.ground = new Ground(scenario, this.agenda)
    this.floors = settle(scenario, plannedMinutes(scenario))
    this.further = chance(scenario.seed, 'further calls')
    for (const change of scenario.changes) this.agenda.enter(change.atMinute, (at) => this.ground.change(change, at))
    for (const floor of this.floors) this.comeUncalled(floor)
  }

  /** The first thing that happens. */
  begin() {
    const count = (at: number) => {
      for (const site of this.ground.sites) this.ground.count(site, at)
      if (this.goesOn) this.agenda.enter(at + countEvery, count)
    }
    this.agenda.enter(0, count)
    this.lookAt(0)
    return this.next()
  }

  /** Lets the next thing happen; `look` when it is the turn of who calls, who answers with `looked`. */
  next(): 'happened' | 'look' | 'over' {
    if (this.agenda.empty || !this.goesOn || this.clock >= longestDay) return 'over'
    const entry = this.agenda.next()
    if (!entry) return 'over'
    this.clock = entry.at
    entry.happen(entry.at)
    if (!this.lookDue) return 'happened'
    this.lookDue = false
    return 'look'
  }

  /** Who calls has looked; `more` says whether there is anybody left to call. */
  looked(more: boolean, every: number) {
    this.calling = more
    if (more) this.lookAt(this.clock + every)
  }

  /** Somebody of a floor is asked to come down to a site, now or at a minute they were told. */
  call(floor: Floor, householdIds: readonly string[], site: Site, leaving: number) {
    const now = this.clock
    if (this.scenario.mode === 'auto' && !site.tables.some((table) => table.open)) this.errors++
    for (const id of householdIds) {
      if (this.called.has(id)) this.errors++
      this.called.add(id)
    }
    this.ground.calls.push({ unitId: floor.id, siteId: site.id, householdIds, at: now })
    const pace = this.begun.has(floor.id) ? bell(this.further) : floor.walk
    this.begun.add(floor.id)
    const people = floor.people.filter((person) => householdIds.includes(person.householdId))
    for (const person of people) person.called = true
    if (leaving <= now) return this.leave(people, site, pace, now)
    this.ground.about++
    this.agenda.enter(leaving, (at) => {
      this.ground.about--
      this.leave(people, site, pace, at)
    })
  }

  figures(): Figures {
    for (const floor of this.floors)
      if (floor.people.some((person) => !person.called && person.onOwnAccord === null)) this.errors++
    return figuresOf(this.scenario, this.ground, this.errors)
  }

  private get goesOn() {
    return this.calling || this.ground.about > 0
  }

  private lookAt(at: number) {
    this.agenda.enter(at, () => {
      this.lookDue = true
    })
  }

  private leave(people: readonly Person[], site: Site, pace: number, at: number) {
    const walk = walkOf(this.scenario, pace, site.walkFactor)
    for (const person of people) {
      if (person.onOwnAccord !== null || person.reliability < site.noShow) continue
      this.ground.about++
      person.leftHome = at
      this.agenda.enter(at + walk + person.behind, (arrived) => this.ground.arrive(person, site, arrived))
    }
  }

  private comeUncalled(floor: Floor) {
    const site = this.ground.sites[floor.site]
    for (const person of floor.people) {
      if (person.onOwnAccord === null || !site) continue
      this.ground.about++
      person.leftHome = person.onOwnAccord - Math.min(person.onOwnAccord, walkOf(this.scenario, floor.walk, 1))
      this.agenda.enter(person.onOwnAccord, (at) => this.ground.arrive(person, site, at))
    }
  }
}
