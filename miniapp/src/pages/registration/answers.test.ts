import type { Ticket } from '@loumen/shared/tickets/schema'
import { canAnswer, draftOf, finished } from './answers'

const ticket: Ticket = {
  id: 'a'.repeat(24),
  residentId: 'b'.repeat(24),
  name: '某人',
  number: 1,
  answer: null,
  excuse: null,
  progress: 'waiting',
  result: 'none',
  sampledAt: null,
  testedAt: null,
  lab: null,
  method: null,
}
const { residentId } = ticket

test('everybody comes unless somebody said otherwise', () => {
  expect(draftOf(ticket)).toEqual({ residentId, kind: 'coming' })
  expect(draftOf({ ...ticket, answer: 'excused', excuse: { reason: 'away', until: '2026-12-01' } })).toEqual({
    residentId,
    kind: 'excused',
    reason: 'away',
    until: '2026-12-01',
  })
})

test('an excuse without its reason is not finished', () => {
  expect(
    finished([
      { residentId, kind: 'coming' },
      { residentId, kind: 'excused' },
    ]),
  ).toBeUndefined()
})

test('an answer carries a reason only when somebody cannot come', () => {
  expect(finished([{ residentId, kind: 'needsDoor', reason: 'away', until: '2026-12-01' }])).toEqual([
    { residentId, kind: 'needsDoor' },
  ])
  expect(finished([{ residentId, kind: 'excused', reason: 'medical', until: '' }])).toEqual([
    { residentId, kind: 'excused', reason: 'medical' },
  ])
})

test('an excuse that wants proof or a last day is not finished without it', () => {
  expect(finished([{ residentId, kind: 'excused', reason: 'sampledElsewhere', proof: ' ' }])).toBeUndefined()
  expect(finished([{ residentId, kind: 'excused', reason: 'vaccinated' }])).toBeUndefined()
  expect(
    finished([{ residentId, kind: 'excused', reason: 'sampledElsewhere', proof: '人民医院', until: '2026-12-01' }]),
  ).toEqual([{ residentId, kind: 'excused', reason: 'sampledElsewhere', proof: '人民医院' }])
})

test('who is in a tube or to be re-sampled answers no more', () => {
  expect(canAnswer(ticket)).toBe(true)
  for (const progress of ['admitted', 'sampled', 'resampling'] as const)
    expect(canAnswer({ ...ticket, progress })).toBe(false)
})
