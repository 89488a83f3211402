import type { BoardUnit, UnitState } from '@loumen/shared/calls/schema'
import type { HouseholdTickets, OwnResult, Progress } from '@loumen/shared/tickets/schema'
import { type Around, askedAt, callMark, comingDown, type Stage, stageOf as stageAround } from './stage'

const id = (digit: number) => String(digit).repeat(24)

const household = (people: [Progress, OwnResult][], change: Partial<HouseholdTickets> = {}): HouseholdTickets => ({
  householdId: id(1),
  roundId: id(2),
  round: '一筛',
  roundState: 'running',
  community: '和平社区',
  communityId: id(3),
  entranceId: id(4),
  entrance: '3号楼2单元',
  colour: 5,
  floor: 4,
  door: '402',
  code: 'LM1',
  registered: true,
  frozen: false,
  calledAt: null,
  againAt: null,
  times: 0,
  apart: false,
  reply: null,
  notBefore: null,
  site: null,
  tickets: people.map(([progress, result], place) => ({
    id: id(place),
    residentId: id(place),
    name: '某人',
    number: place + 1,
    answer: null,
    excuse: null,
    progress,
    result,
    sampledAt: null,
    testedAt: null,
    lab: null,
    method: null,
  })),
  ...change,
})

const unit = (state: UnitState): BoardUnit => ({
  entranceId: id(4),
  label: '3号楼2单元',
  colour: 5,
  state,
  siteId: null,
  calledAt: '2026-11-21T06:00:00.000Z',
  times: 1,
  ahead: 0,
  minutes: null,
  minutesLast: null,
  left: [],
  held: false,
})

const called = '2026-11-21T06:00:00.000Z'
const calm: Around = { paused: false, now: Date.parse(called) + 60_000 }
const stageOf = (home: HouseholdTickets, entrance: BoardUnit | undefined, around: Partial<Around> = {}) =>
  stageAround(home, entrance, { ...calm, ...around })

describe('where a household stands', () => {
  test.each<[UnitState, string]>([
    ['waiting', 'waiting'],
    ['next', 'next'],
    ['called', 'called'],
    ['cleared', 'missed'],
  ])('with people left, an entrance that is %s makes it %s', (state, stage) => {
    expect(
      stageOf(
        household([
          ['waiting', 'none'],
          ['sampled', 'pending'],
        ]),
        unit(state),
      ),
    ).toBe(stage)
  })

  test('without a board it waits', () => {
    expect(stageOf(household([['called', 'none']]), undefined)).toBe('waiting')
  })

  test('a frozen household is never called down', () => {
    expect(stageOf(household([['called', 'none']], { frozen: true }), unit('called'))).toBe('resampling')
    expect(stageOf(household([['sampled', 'resampling']]), unit('called'))).toBe('resampling')
  })

  test('a positive person comes before everything else', () => {
    expect(
      stageOf(
        household([
          ['resampling', 'positive'],
          ['waiting', 'none'],
        ]),
        unit('called'),
      ),
    ).toBe('positive')
  })

  test('nobody left: in the queue, then at the door, then sampled, then with results', () => {
    expect(
      stageOf(
        household([
          ['admitted', 'none'],
          ['door', 'none'],
        ]),
        unit('called'),
      ),
    ).toBe('admitted')
    expect(
      stageOf(
        household([
          ['sampled', 'pending'],
          ['door', 'none'],
        ]),
        unit('called'),
      ),
    ).toBe('door')
    expect(
      stageOf(
        household([
          ['sampled', 'pending'],
          ['excused', 'none'],
        ]),
        unit('called'),
      ),
    ).toBe('sampled')
    expect(
      stageOf(
        household([
          ['sampled', 'negative'],
          ['sampled', 'pending'],
        ]),
        unit('called'),
      ),
    ).toBe('sampled')
    expect(
      stageOf(
        household([
          ['sampled', 'negative'],
          ['excused', 'none'],
        ]),
        unit('called'),
      ),
    ).toBe('results')
  })

  test('a household whose people are all excused does not have to come', () => {
    expect(stageOf(household([['excused', 'none']]), unit('called'))).toBe('excused')
  })

  test('a closed round calls nobody, and still shows its results', () => {
    expect(stageOf(household([['waiting', 'none']], { roundState: 'closed' }), unit('waiting'))).toBe('over')
    expect(stageOf(household([['sampled', 'negative']], { roundState: 'closed' }), unit('cleared'))).toBe('results')
  })
})

test('those who still come down are neither sampled, excused nor waiting for the door', () => {
  const people: [Progress, OwnResult][] = [
    ['called', 'none'],
    ['door', 'none'],
    ['excused', 'none'],
    ['sampled', 'pending'],
  ]
  expect(comingDown(household(people)).map(({ number }) => number)).toEqual([1])
})

describe('the call of a household', () => {
  const home = (change: Partial<HouseholdTickets> = {}) => household([['waiting', 'none']], change)
  const later = Date.parse(called) + 31 * 60_000
  const table: [
    string,
    Partial<HouseholdTickets>,
    Partial<BoardUnit> & { state: UnitState },
    Partial<Around>,
    Stage,
  ][] = [
    ['its floor is asked', {}, { state: 'called', left: [3, 2] }, {}, 'called'],
    [
      'another floor is asked, and it is soon',
      {},
      { state: 'called', left: [4, 3], minutes: [5, 10], minutesLast: [10, 20] },
      {},
      'next',
    ],
    [
      'another floor is asked, and it takes long',
      {},
      { state: 'called', left: [5, 4], minutes: [5, 10], minutesLast: [40, 60] },
      {},
      'waiting',
    ],
    ['it alone is asked of its floor', { calledAt: called, times: 1 }, { state: 'called', left: [4, 3] }, {}, 'called'],
    ['its lane is not asked with its floor', { apart: true }, { state: 'called', left: [] }, {}, 'waiting'],
    ['its site pauses after the call', { calledAt: called }, { state: 'called' }, { paused: true }, 'paused'],
    ['its site pauses before', {}, { state: 'waiting' }, { paused: true }, 'waiting'],
    [
      'it needs more time',
      { calledAt: called, reply: { kind: 'moreTime', at: called } },
      { state: 'called' },
      {},
      'moreTime',
    ],
    [
      'it is on its way',
      { calledAt: called, reply: { kind: 'coming', at: called } },
      { state: 'called' },
      {},
      'called',
    ],
    ['half an hour went by', { calledAt: called }, { state: 'called' }, { now: later }, 'missed'],
    [
      'it was asked again since',
      { calledAt: called, againAt: new Date(later - 60_000).toISOString() },
      { state: 'called' },
      { now: later },
      'called',
    ],
    ['its entrance is held', {}, { state: 'next', held: true }, {}, 'waiting'],
    ['it asked for a later time', { notBefore: '2026-11-21T07:00:00.000Z' }, { state: 'next' }, {}, 'waiting'],
  ]
  test.each(table)('%s', (_, change, entrance, around, stage) => {
    expect(stageOf(home(change), { ...unit(entrance.state), ...entrance }, around)).toBe(stage)
  })

  test('has another mark each time, and none before', () => {
    const once = askedAt(home({ calledAt: called }), undefined) ?? 0
    const twice = askedAt(home({ calledAt: called, againAt: '2026-11-21T06:20:00.000Z' }), undefined) ?? 0
    expect(callMark(home(), once)).not.toBe(callMark(home(), twice))
    expect(askedAt(home(), unit('waiting'))).toBeUndefined()
  })
})
