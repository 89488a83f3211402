import type { BoardUnit, UnitState } from '@loumen/shared/calls/schema'
import type { HouseholdTickets, OwnResult, Progress } from '@loumen/shared/tickets/schema'
import { callMark, comingDown, stageOf } from './stage'

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

test('a second call has another mark than the first', () => {
  expect(callMark(id(2), unit('called'))).not.toBe(callMark(id(2), { ...unit('called'), times: 2 }))
})
