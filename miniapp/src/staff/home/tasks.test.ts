import type { Grant } from '@loumen/shared/roles'
import { type RoundOfWork, tasksIn } from './tasks'

const id = (digit: number) => String(digit).repeat(24)
const now = Date.parse('2026-11-21T06:00:00Z')
const round: RoundOfWork = {
  id: id(1),
  communityIds: [id(2)],
  name: '一筛',
  number: 1,
  state: 'running',
  policy: {
    poolSize: 10,
    knockAfter: 10,
    recallSamples: 2,
    quiet: null,
    pushInQuiet: true,
    entryCheck: false,
    householdTubes: false,
    codedSingly: false,
  },
  entranceIds: [id(5), id(4)],
  sites: [{ id: id(3), roundId: id(1), name: '广场', place: '门口', tables: [], pause: null }],
  expected: 100,
  openedAt: '2026-11-21T00:00:00Z',
  community: '和平社区',
  entrances: [
    { id: id(4), label: '1号楼1单元', colour: 0, gridId: id(6) },
    { id: id(5), label: '1号楼2单元', colour: 1, gridId: id(7) },
  ],
}
const as = (role: Grant['role'], scope: string) => tasksIn(round, [{ role, scope }], now)

test('a captain gets their own entrances and nothing of the site', () => {
  const tasks = as('captain', id(4))
  expect(tasks.entrances.map((entrance) => entrance.id)).toEqual([id(4)])
  expect(tasks).toMatchObject({ site: false, desk: false, sampler: false, visits: false })
})

test('a site lead gets the site, its tables and every entrance in call order', () => {
  const tasks = as('siteLead', id(3))
  expect(tasks.entrances.map((entrance) => entrance.id)).toEqual([id(5), id(4)])
  expect(tasks).toMatchObject({ site: true, desk: true, sampler: true })
})

test('a registrar gets the desk, a sampler the table and the visits', () => {
  expect(as('registrar', id(3))).toMatchObject({ desk: true, sampler: false, visits: false, site: false })
  expect(as('sampler', id(3))).toMatchObject({ desk: false, sampler: true, visits: true, site: false })
})

test('a role that has ended gives nothing', () => {
  const ended = tasksIn(round, [{ role: 'captain', scope: id(4), until: '2026-11-20T00:00:00Z' }], now)
  expect(ended.entrances).toEqual([])
})
