import { readPhones } from './phone'

test.each([
  ['13900001111', ['13900001111'], false],
  ['199-0000-1504', ['19900001504'], true],
  ['+86 139 0000 1111', ['13900001111'], true],
  ['+86139-0000-1111', ['13900001111'], true],
  ['8613900001111', ['13900001111'], true],
  ['008613900001111', ['13900001111'], true],
  ['１３９００００１１１１', ['13900001111'], true],
  ["'13900001111", ['13900001111'], true],
  ['1.3900001111E+10', ['13900001111'], true],
  ['0354-1234567', ['0354-1234567'], false],
  ['(010)12345678', ['010-12345678'], true],
  ['022-12345678-801', ['022-12345678-801'], false],
  ['+85291234567', ['+85291234567'], false],
])('%s is %p', (written, phones, repaired) => {
  expect(readPhones(written)).toEqual({ phones, wrong: false, repaired })
})

test.each([
  ['13900001111/13800002222'],
  ['13900001111、13800002222'],
  ['13900001111，13800002222'],
  ['13900001111 13800002222'],
  ['13900001111\n13800002222'],
  ['1390000111113800002222'],
  ['女儿13900001111或13800002222（晚上）'],
])('%p holds two phones', (written) => {
  expect(readPhones(written)).toMatchObject({ phones: ['13900001111', '13800002222'], wrong: false })
})

test.each(['女儿：13900001111', '13900001111(儿子)', '手机13900001111'])('%s holds one phone', (written) => {
  expect(readPhones(written).phones).toEqual(['13900001111'])
})

test.each(['1390000111', '139000011112', '12900001111', '1234567', '问居委会'])('%s is wrong', (written) => {
  expect(readPhones(written)).toEqual({ phones: [], wrong: true, repaired: false })
})

test.each(['', '无', '-', '没有', '/'])('%p is no phone', (written) => {
  expect(readPhones(written)).toEqual({ phones: [], wrong: false, repaired: false })
})
