import { fitsSaid } from './rules'

const person = { name: '欧阳秀英', document: '14240119450101002X' }

it.each([
  ['欧', true],
  ['欧阳', true],
  ['欧阳秀英', true],
  [' 欧 阳 ', true],
  ['秀英', false],
  ['002X', true],
  ['002x', true],
  ['００２Ｘ', true],
  ['0020', false],
  ['02X', false],
  ['', false],
  [' ', false],
])('"%s" fits: %s', (said, fits) => {
  expect(fitsSaid(said, person)).toBe(fits)
})

it('finds nobody without a document by digits', () => {
  expect(fitsSaid('0000', { name: '李四', document: '' })).toBe(false)
})
