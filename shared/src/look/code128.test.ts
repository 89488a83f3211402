import { code128, code128Path } from './code128'

test('a text has start, letters, check symbol and stop', () => {
  expect(code128('PJJ123C')).toEqual([104, 48, 42, 42, 17, 18, 19, 35, 55, 106])
})

test('every symbol is eleven modules wide, the stop thirteen, with ten of quiet at both ends', () => {
  expect(code128Path('TUBE-0001').width).toBe(11 * 11 + 13 + 20)
})

test('letters that a reader would not read are refused', () => {
  expect(() => code128('管')).toThrow()
})
