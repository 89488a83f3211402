import { inQuiet } from './rules'

const at = (time: string) => Date.parse(`2026-11-25T${time}:00+08:00`)

test.each([
  ['21:59', false],
  ['22:00', true],
  ['23:59', true],
  ['00:00', true],
  ['05:59', true],
  ['06:00', false],
  ['12:00', false],
])('quiet from ten to six over midnight: %s %s', (time, quiet) => {
  expect(inQuiet({ from: '22:00', to: '06:00' }, at(time))).toBe(quiet)
})

test.each([
  ['11:59', false],
  ['12:00', true],
  ['13:59', true],
  ['14:00', false],
])('quiet at noon: %s %s', (time, quiet) => {
  expect(inQuiet({ from: '12:00', to: '14:00' }, at(time))).toBe(quiet)
})

test('without quiet hours nothing is quiet', () => {
  expect(inQuiet(null, at('03:00'))).toBe(false)
})
