import { emptyDay, house, openSite, openTable, play } from '../../test/calls/played-day'
import { decide } from './pace'
import type { DayRecord, Household } from './pace/record'

const households = (
  day: DayRecord,
  change: (household: Household, index: number) => Partial<Household>,
): DayRecord => ({
  ...day,
  units: day.units.map((unit) => ({
    ...unit,
    households: unit.households.map((household, i) => ({ ...household, ...change(household, i) })),
  })),
})
const called = (day: DayRecord, now: number) => decide(day, now).calls.flatMap((call) => call.householdIds)

describe('whom it calls', () => {
  it('calls some floors of the first entrance when the tables open, not everybody', () => {
    const { calls } = decide(emptyDay(house(20, 25), [openSite(2)]), 0)
    expect(new Set(calls.map((call) => call.entranceId))).toEqual(new Set(['1']))
    const people = calls.reduce((sum, call) => sum + call.people, 0)
    expect(people).toBeGreaterThan(15)
    expect(people).toBeLessThan(50)
  })

  it('says that it calls because fewer people are expected than the tables need', () => {
    const [site] = decide(emptyDay(house(20, 25), [openSite(2)]), 0).sites
    expect(site?.reason).toMatchObject({ code: 'callMore', expected: 0, wanted: expect.any(Number) })
  })

  it('calls nobody to a site without an open table and says so', () => {
    const site = {
      ...openSite(1),
      tables: [
        {
          id: 'table',
          changes: [
            { at: 0, open: true },
            { at: 3, open: false },
          ],
        },
      ],
    }
    const decision = decide(emptyDay(house(2, 3), [site]), 5)
    expect(decision.calls).toEqual([])
    expect(decision.sites[0]?.reason).toEqual({ code: 'noOpenTable' })
    expect(decision.units[0]?.minutes).toBeNull()
  })

  it('calls nobody while a site is paused and goes on afterwards', () => {
    const day = emptyDay(house(2, 3), [{ ...openSite(1), pauses: [{ from: 0, to: 20 }] }])
    expect(decide(day, 10).sites[0]?.reason).toEqual({ code: 'paused' })
    expect(called(day, 10)).toEqual([])
    expect(called(day, 20)).not.toEqual([])
  })

  it('leaves out frozen households, also when they are thawed only later', () => {
    const day = households(emptyDay(house(1, 1), [openSite(2)]), (_, i) => ({ frozen: i === 0 }))
    expect(called(day, 0)).toEqual(['1-1-2'])
    const calls = [{ unitId: '1-1', siteId: 'site', householdIds: ['1-1-2'], at: 0 }]
    expect(called({ ...households(day, () => ({ frozen: false })), calls }, 30)).toEqual(['1-1-1'])
  })

  it('never calls people who are sampled at their door', () => {
    const day = households(emptyDay(house(3, 3), [openSite(2)]), () => ({ people: { doorOnly: 2 } }))
    expect(called(day, 0)).toEqual([])
    expect(decide(day, 0).sites[0]?.reason).toEqual({ code: 'everybodyCalled' })
  })

  it('sends a separate lane only to its own site', () => {
    const separate = { ...openSite(1, 'separate'), lane: 'separate' as const }
    const day = households(emptyDay(house(1, 2, ['site', 'separate']), [openSite(1), separate]), (_, i) => ({
      people: i === 0 ? { separate: 1, ordinary: 1 } : { ordinary: 2 },
    }))
    const calls = decide(day, 0).calls
    const separateCalls = calls.filter((call) => call.siteId === 'separate')
    expect(separateCalls.flatMap((call) => call.householdIds)).toEqual(expect.arrayContaining(['1-1-1', '1-2-1']))
    expect(separateCalls.reduce((sum, call) => sum + call.people, 0)).toBe(2)
  })

  it('waits with a household until its time and calls it then', () => {
    const day = households(emptyDay(house(1, 1), [openSite(1)]), (_, i) => (i === 0 ? { notBefore: 60 } : {}))
    expect(called(day, 0)).toEqual(['1-1-2'])
    const calls = [{ unitId: '1-1', siteId: 'site', householdIds: ['1-1-2'], at: 0 }]
    expect(called({ ...day, calls }, 59)).toEqual([])
    expect(called({ ...day, calls }, 60)).toEqual(['1-1-1'])
  })

  it('calls the green channel of an entrance before its other households', () => {
    const day = emptyDay(house(2, 4), [openSite(1)])
    const green = households(day, (household) => ({ first: household.id === '1-4-2' }))
    expect(called(green, 0)[0]).toBe('1-4-2')
  })

  it('calls those who come together at once, wherever they live, and each of them once', () => {
    const links: Record<string, string[]> = { '1-4-1': ['2-1-1'], '2-1-1': ['1-4-1'] }
    const units = [...house(1, 4), ...house(1, 1).map((unit) => ({ ...unit, id: '2-1', entranceId: '2' }))]
    const day = households(
      emptyDay(
        units.map((unit) => ({
          ...unit,
          households: unit.households.map((one) =>
            unit.entranceId === '2' ? { ...one, id: `2${one.id.slice(1)}` } : one,
          ),
        })),
        [openSite(1)],
      ),
      ({ id }) => ({ comesWith: links[id] ?? [] }),
    )
    const all = called(day, 0)
    expect(all).toEqual(expect.arrayContaining(['1-4-1', '2-1-1']))
    expect(all).not.toContain('2-1-2')
    expect(new Set(all).size).toBe(all.length)
    expect(
      decide(
        households(day, ({ id }) => (id === '2-1-1' ? { frozen: true } : {})),
        0,
      ).calls.flatMap((call) => call.householdIds),
    ).not.toContain('2-1-1')
  })

  it('calls nobody whose captain holds them back', () => {
    const day = emptyDay(
      house(1, 3).map((unit) => ({ ...unit, held: unit.id === '1-1' })),
      [openSite(1)],
    )
    expect(called(day, 0)).toEqual(['1-2-1', '1-2-2', '1-3-1', '1-3-2'])
  })

  it('does not call households who have come by themselves', () => {
    const day = emptyDay(house(1, 1), [openSite(1)])
    const scans = [1, 2].map((at) => ({ siteId: 'site', tableId: 'site table 1', householdId: '1-1-1', at }))
    expect(called({ ...day, scans }, 5)).toEqual(['1-1-2'])
  })

  it('calls a large unit in parts of about a tube', () => {
    const family: Household[] = Array.from({ length: 40 }, (_, i) => ({ id: `door ${i}`, people: { ordinary: 3 } }))
    const day = emptyDay([{ id: 'group', entranceId: 'group', siteIds: ['site'], households: family }], [openSite(1)])
    const { calls } = decide(day, 0)
    expect(calls.length).toBeGreaterThan(0)
    for (const call of calls) expect(call.people).toBeLessThanOrEqual(10)
  })

  it('sends people of another site to one that has called all of its own', () => {
    const near = house(1, 1, ['near', 'far'])
    const far = house(5, 10, ['far', 'near']).map((unit) => ({
      ...unit,
      id: `far ${unit.id}`,
      entranceId: `far ${unit.entranceId}`,
      households: unit.households.map((household) => ({ ...household, id: `far ${household.id}` })),
    }))
    const { calls } = decide(emptyDay([...near, ...far], [openSite(1, 'near'), openSite(1, 'far')]), 0)
    const first = calls.filter((call) => call.siteId === 'near').map((call) => call.entranceId)
    expect(first[0]).toBe('1')
    expect(first.slice(1).every((entranceId) => entranceId === 'far 5')).toBe(true)
    expect(first.length).toBeGreaterThan(1)
  })
})

describe('what it learns', () => {
  it('learns a slow table and calls fewer people to it', () => {
    const { record } = play(emptyDay(house(20, 25), [openSite(1)]), 60, { service: 1.2 })
    const [site] = decide(record, 60).sites
    expect(site?.tables[0]?.perHour).toBeGreaterThan(45)
    expect(site?.tables[0]?.perHour).toBeLessThan(56)
  })

  it('learns how long people walk', () => {
    const { record } = play(emptyDay(house(20, 25), [openSite(2)]), 90, { walk: 9 })
    const walk = decide(record, 90).sites[0]?.following.walk.mean
    expect(walk).toBeGreaterThan(7.5)
    expect(walk).toBeLessThan(10.5)
  })

  it('learns that a part of the people stays at home', () => {
    const day = emptyDay(house(20, 25), [openSite(2)])
    const everybody = play(day, 60).record
    const half = { ...everybody, scans: everybody.scans.filter((scan) => scan.householdId.endsWith('-1')) }
    expect(decide(everybody, 60).sites[0]?.following.share).toBeGreaterThan(0.93)
    expect(decide(half, 60).sites[0]?.following.share).toBeLessThan(0.65)
  })

  it('stops calling for a crowd that came by itself, once somebody has counted it', () => {
    const day = { ...emptyDay(house(20, 25), [openSite(2)]), counts: [{ siteId: 'site', at: 0, people: 80 }] }
    const decision = decide(day, 0)
    expect(decision.calls).toEqual([])
    expect(decision.sites[0]?.reason.code).toBe('enough')
  })
})

describe('a table that is not heard', () => {
  const silentFrom = (from: number): DayRecord => {
    const site = openSite(2)
    const [first, second] = site.tables
    if (!first || !second) throw new Error('two tables')
    return emptyDay(house(20, 25), [{ ...site, tables: [first, { ...second, silences: [{ from, to: null }] }] }])
  }
  const { record } = play(emptyDay(house(20, 25), [openSite(2)]), 60)
  const heard = {
    ...record,
    sites: silentFrom(40).sites,
    scans: record.scans.filter((scan) => scan.at < 40 || scan.tableId === 'site table 1'),
  }

  it('is unknown, not idle, and keeps its rate', () => {
    const table = decide(heard, 60).sites[0]?.tables[1]
    expect(table?.doing).toBe('unknown')
    expect(table?.perHour).toBeGreaterThan(90)
    expect(table?.perHour).toBeLessThan(110)
  })

  it('does not turn the people it sampled into people who never came', () => {
    const seen = decide(record, 60).sites[0]
    const unheard = decide(heard, 60).sites[0]
    expect(unheard?.following.share).toBeGreaterThan((seen?.following.share ?? 0) - 0.05)
    const expected = ({ walking = 0, queued = 0, unheard: taken = 0 } = {}) => walking + queued - taken
    expect(Math.abs(expected(unheard) - expected(seen))).toBeLessThan(12)
  })
})

describe('what it advises', () => {
  it('asks for another table when people would wait long', () => {
    const site = { ...openSite(1), tables: [openTable('one'), { id: 'two', changes: [{ at: 0, open: false }] }] }
    const day = { ...emptyDay(house(5, 5), [site]), counts: [{ siteId: 'site', at: 0, people: 60 }] }
    expect(decide(day, 0).advice).toContainEqual({ code: 'openTable', siteId: 'site', minutes: expect.any(Number) })
  })

  it('lets a table close when the others soon sample the last people', () => {
    const { record } = play(emptyDay(house(2, 10), [openSite(3)]), 40)
    expect(decide(record, 40).advice.map((each) => each.code)).toContain('closeTable')
  })

  it('asks for a count of the queue when there has been none for long', () => {
    const day = play(emptyDay(house(20, 25), [openSite(2)]), 40).record
    const uncounted = { ...day, counts: day.counts.filter((count) => count.at <= 20) }
    expect(decide(uncounted, 40).advice).toEqual([{ code: 'countQueue', siteId: 'site', minutes: 20 }])
  })
})

describe('when it is whose turn', () => {
  it('tells later units later times, in full fives', () => {
    const { units } = decide(emptyDay(house(20, 25), [openSite(2)]), 0)
    const starts = units.map((unit) => unit.minutes?.[0] ?? Number.NaN)
    expect(starts).toEqual([...starts].sort((a, b) => a - b))
    for (const { minutes } of units) for (const each of minutes ?? []) expect(each % 5).toBe(0)
    const last = units.at(-1)?.minutes
    expect(last?.[0]).toBeGreaterThan(360)
    expect(last?.[1]).toBeLessThan(840)
  })

  it('tells the end of the day as a range around the work that is left', () => {
    const end = decide(emptyDay(house(20, 25), [openSite(2)]), 0).sites[0]?.end
    expect(end?.[0]).toBeLessThan(545)
    expect(end?.[1]).toBeGreaterThan(545)
  })
})
