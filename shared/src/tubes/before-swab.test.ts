import { careOf, deferral } from './before-swab'

test.each([
  ['nothing', {}, undefined],
  ['food just now', { ate: 0 }, { why: 'ate', minutes: 120 }],
  ['food two hours ago', { ate: 120 }, undefined],
  ['a cigarette ten minutes ago', { smoked: 10 }, { why: 'smoked', minutes: 20 }],
  ['both: the longer wait', { ate: 115, smoked: 10 }, { why: 'smoked', minutes: 20 }],
  ['a vaccine', { vaccinated: true, ate: 0 }, { why: 'vaccinated', minutes: 2880 }],
  ['anticoagulants alone', { anticoagulants: true }, undefined],
])('after %s', (_said, declared, wait) => {
  expect(deferral(declared)).toEqual(wait)
})

test('the sampler minds what was said and what the roster says, once each', () => {
  expect(careOf({ anticoagulants: true }, ['pregnant', 'anticoagulants', 'elderly'])).toEqual([
    'anticoagulants',
    'pregnant',
  ])
})
