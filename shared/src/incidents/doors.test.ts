import { recallDoors } from './doors'
import type { Recall, RecallPerson } from './schema'

const team = { id: 'a'.repeat(24), name: '一队', own: true }
const person = (householdId: string, given: Partial<RecallPerson> = {}) =>
  ({ householdId, team: null, place: null, samples: [], reached: null, ...given }) as RecallPerson
const sample = { barcode: 'A-1' } as RecallPerson['samples'][number]
const recall = (...people: RecallPerson[]) =>
  ({ id: 'r', number: 'N', openedAt: '', samplesWanted: 2, people }) as unknown as Recall
const reached = {} as RecallPerson['reached']

it.each([
  ['nobody has it', [person('h')], 'open'],
  ['a team has it', [person('h', { team, place: 1 })], 'assigned'],
  ['one of two was reached', [person('h', { reached }), person('h')], 'underWay'],
  ['one of two samples was taken', [person('h', { samples: [sample] })], 'underWay'],
  ['one of two people is sampled', [person('h', { samples: [sample, sample] }), person('h')], 'underWay'],
  ['everybody is sampled', [person('h', { samples: [sample, sample] })], 'done'],
] as const)('a door where %s', (_, people, state) => {
  expect(recallDoors(recall(...people)).map((door) => door.state)).toEqual([state])
})

it('lists doors in the order of the way, nobody’s last, and takes who came later along', () => {
  const people = [person('x'), person('b', { team, place: 2 }), person('a'), person('a', { team, place: 1 })]
  expect(
    recallDoors(recall(...people)).map(({ householdId, place, people: all }) => [householdId, place, all.length]),
  ).toEqual([
    ['a', 1, 2],
    ['b', 2, 1],
    ['x', null, 1],
  ])
})
