import { dayAfter, excuseFault, excusesFor } from './excuses'

const today = '2022-01-09'

it.each([
  ['away', {}, ['resident'], undefined],
  ['away', { until: '2022-02-01' }, ['captain'], undefined],
  ['sampledElsewhere', {}, ['resident'], 'excuse.proofMissing'],
  ['sampledElsewhere', { proof: '人民医院 1月8日' }, ['resident'], undefined],
  ['sampledElsewhere', { proof: '人民医院', until: '2022-01-10' }, ['resident'], 'excuse.untilWrong'],
  ['isolated', {}, ['resident'], 'excuse.notYours'],
  ['isolated', {}, ['captain'], 'excuse.notYours'],
  ['isolated', {}, ['gridLeader'], undefined],
  ['leftCommunity', {}, ['resident'], 'excuse.notYours'],
  ['leftCommunity', {}, ['captain'], undefined],
  ['vaccinated', {}, ['resident'], 'excuse.untilMissing'],
  ['vaccinated', { until: '2022-01-11' }, ['resident'], undefined],
  ['vaccinated', { until: '2022-01-12' }, ['resident'], 'excuse.untilWrong'],
  ['medical', {}, ['volunteer'], 'excuse.notYours'],
] as const)('%s with %o by %o: %s', (reason, more, roles, fault) => {
  expect(excuseFault({ reason, ...more }, roles, today)).toBe(fault)
})

it('offers a household only what it may say itself', () => {
  expect(excusesFor(['resident'])).toEqual(['away', 'inHospital', 'sampledElsewhere', 'medical', 'vaccinated'])
  expect(excusesFor(['gridLeader'])).toHaveLength(7)
  expect(excusesFor(['volunteer'])).toEqual([])
})

it('counts days over the end of a month', () => expect(dayAfter('2022-01-31', 2)).toBe('2022-02-02'))
