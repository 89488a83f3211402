import { hasFloors, hoursText, keepsMembers, minuteOfDay, minutesUntilAllowed, UnitKind } from './units'

const at = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const shift = { from: '07:30', to: '09:00' }
const night = { from: '22:00', to: '02:00' }

it.each([
  ['any hour when none is named', [], '03:00', 0],
  ['at the first minute', [shift], '07:30', 0],
  ['no more at the last', [shift], '09:00', 22 * 60 + 30],
  ['half an hour before', [shift], '07:00', 30],
  ['over midnight, before it', [night], '23:00', 0],
  ['over midnight, after it', [night], '01:59', 0],
  ['before the night', [night], '02:00', 20 * 60],
  ['until the nearer of two', [shift, night], '12:00', 10 * 60],
  ['the whole day when both ends are one', [{ from: '08:00', to: '08:00' }], '03:00', 0],
])('a group may be called %s', (_, hours, time, minutes) => {
  expect(minutesUntilAllowed(hours, at(time))).toBe(minutes)
})

it('counts the minutes of the day as clocks in China do', () => {
  expect(minuteOfDay(Date.parse('2022-01-09T00:05:00Z'))).toBe(at('08:05'))
  expect(minuteOfDay(Date.parse('2022-01-08T16:00:00Z'))).toBe(0)
})

it('says hours as people write them', () => {
  expect(hoursText([shift, night])).toBe('07:30–09:00、22:00–02:00')
})

it('has floors or rows, and members only where each is by themselves', () => {
  expect(UnitKind.options.filter(hasFloors)).toEqual(['entrance', 'dormitory'])
  expect(UnitKind.options.filter(keepsMembers)).toEqual(['workshop', 'shift', 'class'])
})
