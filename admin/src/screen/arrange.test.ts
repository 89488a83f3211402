import type { Board, BoardUnit } from '@loumen/shared/calls/schema'
import { arrange, splitEstate, spokenKey, toSpeak } from './arrange'

const unit = (entranceId: string, parts: Partial<BoardUnit> = {}): BoardUnit => ({
  entranceId,
  label: entranceId,
  colour: 0,
  state: 'waiting',
  siteId: null,
  calledAt: null,
  times: 0,
  ahead: 0,
  minutes: null,
  minutesLast: null,
  left: [],
  held: false,
  ...parts,
})
const called = (entranceId: string, calledAt: string, parts: Partial<BoardUnit> = {}) =>
  unit(entranceId, { state: 'called', siteId: 'square', calledAt, times: 1, ...parts })
const now = Date.parse('2026-01-01T08:00:20.000Z')
const board = (units: BoardUnit[]): Board => ({
  roundId: 'round',
  rev: 1,
  at: '2026-01-01T08:00:20.000Z',
  state: 'running',
  community: '',
  round: '',
  sites: [],
  quiet: null,
  units,
  figures: { expected: 0, sampled: 0 },
})

test('a display shows the entrances called to its own site, the newest first', () => {
  const { now } = arrange(
    board([
      called('early', '2026-01-01T08:00:00.000Z'),
      called('late', '2026-01-01T08:00:10.000Z'),
      called('elsewhere', '2026-01-01T08:00:15.000Z', { siteId: 'garden' }),
    ]),
    'square',
  )
  expect(now.map(({ entranceId }) => entranceId)).toEqual(['late', 'early'])
})

test('an entrance that is next but not yet granted to a site is next on every display', () => {
  const { next, wait } = arrange(
    board([unit('first', { state: 'next' }), unit('other', { state: 'next', siteId: 'garden' }), unit('last')]),
    'square',
  )
  expect(next.map(({ entranceId }) => entranceId)).toEqual(['first'])
  expect(wait.map(({ entranceId }) => entranceId)).toEqual(['last'])
})

test('a call is spoken once, in the order of the calls, and again when it is called again', () => {
  const first = called('first', '2026-01-01T08:00:00.000Z')
  const second = called('second', '2026-01-01T08:00:10.000Z')
  expect(toSpeak(board([second, first]), 'square', new Set(), now)).toEqual([first, second])
  const spoken = new Set([first, second].map(spokenKey))
  expect(toSpeak(board([second, first]), 'square', spoken, now)).toEqual([])
  const again = { ...first, times: 2 }
  expect(toSpeak(board([second, again]), 'square', spoken, now)).toEqual([again])
})

test('a display that was just opened does not speak a call of long ago', () => {
  expect(toSpeak(board([called('old', '2026-01-01T07:30:00.000Z')]), 'square', new Set(), now)).toEqual([])
})

test('the estate before a building is told apart from the entrance', () => {
  expect(splitEstate('通达尚城3号楼2单元')).toEqual({ estate: '通达尚城', name: '3号楼2单元' })
  expect(splitEstate('3号楼2单元')).toEqual({ estate: '', name: '3号楼2单元' })
})
