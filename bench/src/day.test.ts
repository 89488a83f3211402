import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { performance } from 'node:perf_hooks'
import { decide } from '@loumen/shared/calls/pace'
import type { CallUnit } from '@loumen/shared/calls/pace/record'
import { run, together } from './day'
import { Scenario } from './day/scenario'
import { simulate } from './day/simulate'

const usual = {
  people: 2000,
  entrances: 20,
  floors: 25,
  tables: 2,
  ratePerTableHour: { mean: 100, cv: 0.3 },
  walkMinutes: { mean: 4, cv: 0.5 },
  noShow: 0.1,
  mode: 'auto',
  seed: 1,
}
const few = { ...usual, people: 240, entrances: 6, floors: 10 }
const played = (scenario: object) => simulate(Scenario.parse(scenario))

describe('a day with 2,000 people and two tables', () => {
  const days = [1, 2].map((seed) => played({ ...usual, seed }))
  const figures = together(days)

  it('keeps the wait at 3 minutes on average and 6 for nearly all', () => {
    expect(figures.waitMean).toBeLessThanOrEqual(3)
    expect(figures.waitP95).toBeLessThanOrEqual(6)
  })

  it('leaves the tables without people for at most 3 % of their time', () => {
    expect(figures.tableIdle).toBeLessThanOrEqual(0.03)
  })

  it('samples everybody who comes and breaks no rule', () => {
    for (const day of days) {
      expect(day.errors).toBe(0)
      expect(day.sampled + day.missed).toBe(2000)
      expect(day.sampled).toBeGreaterThan(1750)
    }
  })
})

describe('a day that goes wrong', () => {
  it('keeps waits short when a table closes, people walk longer, come less or uncalled', () => {
    const changes = [
      { atMinute: 20, table: 2, open: false },
      { atMinute: 40, table: 2, open: true },
      { atMinute: 60, walkFactor: 2, noShow: 0.3 },
    ]
    const figures = played({ ...usual, people: 800, entrances: 8, uncalled: 0.15, changes })
    expect(figures.waitMean).toBeLessThanOrEqual(5)
    expect(figures.waitP95).toBeLessThanOrEqual(10)
    expect(figures.errors).toBe(0)
  })
})

describe('the simulation', () => {
  it('gives the same figures for the same seed and others for another', () => {
    expect(played(few)).toEqual(played(few))
    expect(played({ ...few, seed: 2 })).not.toEqual(played(few))
  })

  it.each(['all-at-once', 'slots', 'manual', 'auto'])('samples the same people when called %s', (mode) => {
    const figures = played({ ...few, mode })
    expect(figures).toMatchObject({ errors: 0, sampled: played({ ...few, mode: 'all-at-once' }).sampled })
  })

  it('measures a wait from the arrival to the swab: two people who arrive together wait nothing and one service', () => {
    const two = { ...few, people: 2, entrances: 1, floors: 1, tables: 1, noShow: 0, mode: 'all-at-once' }
    const figures = played({ ...two, ratePerTableHour: { mean: 20, cv: 0 }, walkMinutes: { mean: 5, cv: 0 } })
    expect(figures.waitMax).toBeGreaterThan(2.5)
    expect(figures.waitMax).toBeLessThanOrEqual(3)
    expect(figures.durationHours * 60).toBeGreaterThan(11)
    expect(figures.durationHours * 60).toBeLessThanOrEqual(11.6)
    expect(figures.tableIdle).toBeCloseTo(1 - 6 / (figures.durationHours * 60), 2)
  })

  it('makes people wait for hours when everybody is called at once', () => {
    expect(played({ ...usual, mode: 'all-at-once' }).waitMean).toBeGreaterThan(200)
  })

  it('counts the tables and sites of changes from one or, where a 0 occurs, from zero', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'loumen-day-'))
    const file = path.join(folder, 'day.json')
    const closing = async (table: number) => {
      writeFileSync(
        file,
        JSON.stringify({
          ...few,
          tables: 1,
          changes: [
            { atMinute: 10, table, open: false },
            { atMinute: 100, table, open: true },
          ],
        }),
      )
      return (await run({ scenario: file, dry: true })).durationHours
    }
    expect(await closing(1)).toBeGreaterThan(3.5)
    expect(await closing(0)).toBe(await closing(1))
    await expect(closing(2)).rejects.toThrow('a site has 1 tables')
    writeFileSync(file, JSON.stringify({ ...few, people: -1 }))
    await expect(run({ scenario: file, dry: true })).rejects.toThrow('people')
    writeFileSync(file, JSON.stringify(few))
    await expect(run({ scenario: file, speed: 0 })).rejects.toThrow('--speed')
    rmSync(folder, { recursive: true })
  })
})

test('a decision about 5,000 people takes less than 5 ms', () => {
  const units: CallUnit[] = Array.from({ length: 1250 }, (_, i) => ({
    id: `${i}`,
    entranceId: `${Math.floor(i / 25)}`,
    siteIds: ['site'],
    households: [1, 2].map((door) => ({ id: `${i}-${door}`, people: { ordinary: 2 } })),
  }))
  const tables = [0, 1, 2, 3, 4, 5].map((i) => ({ id: `table ${i}`, changes: [{ at: 0, open: true }] }))
  const calls = units.map(({ id, households }, i) => ({
    unitId: id,
    siteId: 'site',
    householdIds: households.map((household) => household.id),
    at: i * 0.4,
  }))
  const scans = units.slice(0, 1200).flatMap(({ households }, i) =>
    [0, 1, 2, 3].map((p) => ({
      siteId: 'site',
      tableId: `table ${(i * 4 + p) % 6}`,
      householdId: households[p >> 1]?.id ?? '',
      at: 6 + i * 0.4 + p * 0.1,
    })),
  )
  const day = { units, sites: [{ id: 'site', lane: 'ordinary' as const, tables }], calls, scans, tubes: [], counts: [] }
  const times = Array.from({ length: 100 }, () => {
    const begin = performance.now()
    decide(day, 490)
    return performance.now() - begin
  })
  expect(Math.min(...times)).toBeLessThan(5)
})
