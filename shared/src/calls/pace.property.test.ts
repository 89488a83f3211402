import fc from 'fast-check'
import { emptyDay, play } from '../../test/calls/played-day'
import { decide } from './pace'
import type { CallUnit, DayRecord, PaceSite } from './pace/record'
import { isOpen, isPaused } from './pace/site-day'

const household = fc.record({
  people: fc.record({ ordinary: fc.nat(4), separate: fc.constantFrom(0, 0, 0, 1), doorOnly: fc.constantFrom(0, 0, 1) }),
  frozen: fc.constantFrom(false, false, false, true),
  first: fc.constantFrom(false, false, true),
  notBefore: fc.option(fc.nat(90), { nil: undefined }),
})
const unit = fc.record({
  entrance: fc.nat(3),
  households: fc.array(household, { minLength: 1, maxLength: 6 }),
  held: fc.constantFrom(false, false, false, true),
})
const table = fc.array(fc.boolean(), { maxLength: 4 }).map((opens) => [true, ...opens, true])
const site = fc.record({
  tables: fc.array(table, { minLength: 1, maxLength: 3 }),
  pause: fc.option(fc.nat(60), { nil: undefined }),
})

/** Days with two ordinary sites and a separate lane; tables open and close every 20 minutes and are open in the end. */
const day: fc.Arbitrary<DayRecord> = fc
  .record({
    units: fc.array(unit, { minLength: 1, maxLength: 12 }),
    sites: fc.array(site, { minLength: 3, maxLength: 3 }),
  })
  .map(({ units, sites }) => {
    const places: PaceSite[] = sites.map(({ tables, pause }, s) => ({
      id: `site ${s}`,
      lane: s === 2 ? 'separate' : 'ordinary',
      tables: tables.map((opens, t) => ({
        id: `site ${s} table ${t}`,
        changes: opens.map((open, i) => ({ at: i * 20, open })),
      })),
      pauses: pause === undefined ? [] : [{ from: pause, to: pause + 15 }],
    }))
    const houses: CallUnit[] = units.map(({ entrance, households, held }, u) => ({
      id: `unit ${u}`,
      entranceId: `entrance ${entrance}`,
      held,
      siteIds: entrance % 2 === 0 ? ['site 0', 'site 1', 'site 2'] : ['site 1', 'site 0', 'site 2'],
      households: households.map((each, h) => ({ ...each, id: `unit ${u} door ${h}` })),
    }))
    return emptyDay(houses, places)
  })

const lasts = 300
const runs = { numRuns: 12 }

test('nobody is called while their site is closed or paused', () => {
  fc.assert(
    fc.property(day, (record) => {
      for (const call of play(record, lasts).planned) {
        const place = record.sites.find((each) => each.id === call.siteId)
        expect(place?.tables.some((each) => isOpen(each, call.at))).toBe(true)
        expect(place && isPaused(place, call.at)).toBe(false)
      }
    }),
    runs,
  )
})

test('everybody who may be called is called exactly once, and nobody else', () => {
  fc.assert(
    fc.property(day, (record) => {
      const calls = play(record, lasts).planned.flatMap((call) =>
        call.householdIds.map((id) => `${id} ${record.sites.find((each) => each.id === call.siteId)?.lane}`),
      )
      const expected = record.units.flatMap((each) =>
        each.held
          ? []
          : each.households.flatMap(({ id, people, frozen }) =>
              frozen
                ? []
                : (['ordinary', 'separate'] as const).flatMap((lane) =>
                    (people[lane] ?? 0) > 0 ? [`${id} ${lane}`] : [],
                  ),
            ),
      )
      expect([...calls].sort()).toEqual([...expected].sort())
    }),
    runs,
  )
})

test('nobody is called before their time', () => {
  fc.assert(
    fc.property(day, (record) => {
      const notBefore = new Map(
        record.units.flatMap((each) => each.households.map((one) => [one.id, one.notBefore ?? 0])),
      )
      for (const call of play(record, lasts).planned)
        for (const id of call.householdIds) expect(call.at).toBeGreaterThanOrEqual(notBefore.get(id) ?? 0)
    }),
    runs,
  )
})

test('the same record gives the same decision, whoever asks', () => {
  fc.assert(
    fc.property(day, fc.nat(lasts), (record, now) => {
      const played = play(record, now).record
      expect(decide(JSON.parse(JSON.stringify(played)), now)).toEqual(decide(played, now))
    }),
    runs,
  )
})

test('a record that arrives out of order gives the same decision', () => {
  fc.assert(
    fc.property(day, (record) => {
      const played = play(record, 60).record
      const shuffled = { ...played, calls: [...played.calls].reverse(), counts: [...played.counts].reverse() }
      expect(decide(shuffled, 60).sites.map((each) => each.reason)).toEqual(
        decide({ ...played, calls: inOrder(played.calls) }, 60).sites.map((each) => each.reason),
      )
    }),
    runs,
  )
})

/** Calls of one moment change places when a list is reversed; the record keeps no order among them. */
function inOrder<T extends { at: number }>(events: readonly T[]): T[] {
  return [...events].reverse().sort((a, b) => a.at - b.at)
}
