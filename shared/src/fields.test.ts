import { Barcode } from './fields'

test.each([
  ['TUBE-0001', 'TUBE-0001'],
  ['tube-0001', 'TUBE-0001'],
  ['  A0001\r\n', 'A0001'],
  ['A 0001 0002', 'A00010002'],
  ['\u001dA0001\u0003', 'A0001'],
  ['\ufeffA\u200b0001', 'A0001'],
  ['ＢＯＸ－０００１', 'BOX-0001'],
  ['ｔｕｂｅ０００１　', 'TUBE0001'],
  ['箱０００１', undefined],
  ['BOX—0001', 'BOX-0001'],
  ['BOX−0001', 'BOX-0001'],
  ['-0001', undefined],
  ['A01', undefined],
  ['A 0 1', undefined],
  ['A0001*', undefined],
  ['   ', undefined],
  ['A'.repeat(32), 'A'.repeat(32)],
  ['A'.repeat(33), undefined],
])('the label "%s" is read as what it is', (text, code) => {
  expect(Barcode.safeParse(text).data).toBe(code)
})
