import { Agenda } from './agenda'
import { callerOf } from './callers'
import { bell, chance } from './chance'
import { type Figures, figuresOf } from './figures'
import { Ground, type Site } from './ground'
import type { Scenario } from './scenario'
import { type Person, plannedMinutes, settle, walkOf } from './town'

/** The lead looks at the queue this often, minutes. */
const countEvery = 5
const longestDay = 72 * 60

/** Plays a day in memory. Same scenario, same figures. */
export function simulate(scenario: Scenario): Figures {
  const agenda = new Agenda()
  const ground = new Ground(scenario, agenda)
  const floors = settle(scenario, plannedMinutes(scenario))
  const called = new Set<string>()
  /** Floors some of whose people were called; the others come down by themselves later and walk a time of their own. */
  const begun = new Set<string>()
  const further = chance(scenario.seed, 'further calls')
  let errors = 0
  let calling = true

  const caller = callerOf(scenario, floors, ground, (floor, householdIds, site, leaving) => {
    const now = clock
    if (scenario.mode === 'auto' && !site.tables.some((table) => table.open)) errors++
    for (const id of householdIds) {
      if (called.has(id)) errors++
      called.add(id)
    }
    ground.calls.push({ unitId: floor.id, siteId: site.id, householdIds, at: now })
    const pace = begun.has(floor.id) ? bell(further) : floor.walk
    begun.add(floor.id)
    const people = floor.people.filter((person) => householdIds.includes(person.householdId))
    for (const person of people) person.called = true
    if (leaving <= now) return leave(people, site, pace, now)
    ground.about++
    agenda.enter(leaving, (at) => {
      ground.about--
      leave(people, site, pace, at)
    })
  })
  const leave = (people: readonly Person[], site: Site, pace: number, at: number) => {
    const walk = walkOf(scenario, pace, site.walkFactor)
    for (const person of people) {
      if (person.onOwnAccord !== null || person.reliability < site.noShow) continue
      ground.about++
      person.leftHome = at
      agenda.enter(at + walk + person.behind, (arrived) => ground.arrive(person, site, arrived))
    }
  }

  for (const change of scenario.changes) agenda.enter(change.atMinute, (at) => ground.change(change, at))
  for (const floor of floors) {
    const site = ground.sites[floor.site]
    for (const person of floor.people) {
      if (person.onOwnAccord === null || !site) continue
      ground.about++
      person.leftHome = person.onOwnAccord - Math.min(person.onOwnAccord, walkOf(scenario, floor.walk, 1))
      agenda.enter(person.onOwnAccord, (at) => ground.arrive(person, site, at))
    }
  }
  const goesOn = () => calling || ground.about > 0
  const count = (at: number) => {
    for (const site of ground.sites) ground.count(site, at)
    if (goesOn()) agenda.enter(at + countEvery, count)
  }
  const look = (at: number) => {
    calling = caller.look(at)
    if (calling) agenda.enter(at + caller.every, look)
  }
  let clock = 0
  agenda.enter(0, count)
  agenda.enter(0, look)
  while (!agenda.empty && goesOn() && clock < longestDay) {
    const entry = agenda.next()
    if (!entry) break
    clock = entry.at
    entry.happen(entry.at)
  }
  for (const floor of floors) if (floor.people.some((person) => !person.called && person.onOwnAccord === null)) errors++
  return figuresOf(scenario, ground, errors)
}
