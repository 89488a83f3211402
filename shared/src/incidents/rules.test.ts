import fc from 'fast-check'
import { Outcome } from '../results/schema'
import { dutyNow, onDuty, openReason, retryAfter, singleVerdict } from './rules'
import type { DutyContact } from './schema'

it.each([
  [[], 2, 'waiting'],
  [['negative'], 2, 'waiting'],
  [['negative', null], 2, 'waiting'],
  [['negative', 'negative'], 2, 'negative'],
  [['positive', 'positive'], 2, 'positive'],
  [['positive', 'negative'], 2, 'disagree'],
  [['positive', null], 2, 'waiting'],
  [['grey'], 2, 'disagree'],
  [['negative', 'singleTarget'], 2, 'disagree'],
  [['negative', 'insufficient'], 2, 'waiting'],
  [['insufficient', 'negative', 'negative'], 2, 'negative'],
  [['positive', 'negative', 'negative', 'negative'], 2, 'negative'],
  [['negative'], 1, 'negative'],
] as [(Outcome | null)[], number, string][])('single samples %j of %i wanted say %s', (outcomes, wanted, verdict) => {
  expect(singleVerdict(outcomes, wanted)).toBe(verdict)
})

it('nobody is released on less than the wanted samples that all say negative', () => {
  const outcome = fc.constantFrom(...Outcome.options, null)
  fc.assert(
    fc.property(
      fc.array(fc.array(outcome, { maxLength: 6 }), { minLength: 1 }),
      fc.constantFrom(1, 2),
      (people, wanted) => {
        const verdicts = people.map((outcomes) => singleVerdict(outcomes, wanted))
        const closable = !openReason(verdicts)
        const sure = people.map((outcomes) => {
          const given = outcomes.filter((one) => one !== 'insufficient').slice(-wanted)
          return given.length === wanted && ['negative', 'positive'].some((one) => given.every((said) => said === one))
        })
        return closable === sure.every(Boolean)
      },
    ),
  )
})

const contact = (name: string, hours: DutyContact['hours'] = null): DutyContact => ({
  name,
  phone: '110',
  by: 'call',
  url: null,
  hours,
})

it.each([
  ['20:00', '08:00', '23:59', true],
  ['20:00', '08:00', '03:00', true],
  ['20:00', '08:00', '08:00', false],
  ['08:00', '20:00', '08:00', true],
  ['08:00', '20:00', '20:00', false],
])('from %s to %s is on duty at %s: %s', (from, to, time, on) => {
  expect(onDuty(contact('a', { from, to }), time)).toBe(on)
})

it('somebody is always tried: everybody when nobody is on duty', () => {
  const [day, night, always] = [
    contact('day', { from: '08:00', to: '20:00' }),
    contact('night', { from: '20:00', to: '08:00' }),
    contact('always'),
  ]
  expect(dutyNow([day, night, always], '03:00')).toEqual([night, always])
  expect(dutyNow([day], '03:00')).toEqual([day])
  expect([1, 2, 3].map(retryAfter)).toEqual([10_000, 30_000, undefined])
})
