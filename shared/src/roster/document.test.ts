import { ageOn, identityKey, needsGuardian, readDocument } from './document'
import { checkCharacter, looksMistyped, modernised } from './resident-number'

const today = '2026-11-21'
const read = (written: string, declared?: Parameters<typeof readDocument>[1]) => readDocument(written, declared, today)

test('a right resident number gives birth date and sex', () => {
  expect(read('11010519491231002X')).toEqual({
    type: 'residentId',
    number: '11010519491231002X',
    birthDate: '1949-12-31',
    sex: 'female',
    repaired: false,
  })
})

test.each([
  ['１１０１０５１９４９１２３１００２Ｘ'],
  ['110105 19491231 002X'],
  ["'11010519491231002X"],
  ['11010519491231002x'],
  ['11010519491231002×'],
  ['110105194912\u300031002X'],
  ['11010519491231002X、'],
  ['身份证：11010519491231002X'],
  ['\u200b11010519491231002X'],
])('%s is repaired', (written) => {
  expect(read(written)).toMatchObject({ number: '11010519491231002X', repaired: true })
  expect(read(written)?.fault).toBeUndefined()
})

test.each([
  ['110105194912310021', 'documentCheckDigit'],
  ['11010519491331002X', 'documentDate'],
  ['110105202702290022', 'documentDate'],
  ['11010520291231002X', 'documentDate'],
  ['1101051949123102X', 'documentLength'],
  ['1101051949123100022', 'documentLength'],
  ['110105491231002', 'documentOldFormat'],
  ['110105********002X', 'documentMasked'],
  ['110105194912310O2X', 'documentCharacters'],
  ['1.10105194912310E+17', 'documentLostDigits'],
  ['1.10105E+17', 'documentLostDigits'],
  [`16110519491231002${checkCharacter('16110519491231002')}`, 'documentProvince'],
])('%s is kept with %s', (written, fault) => {
  expect(read(written)?.fault).toBe(fault)
})

test.each(['', ' ', '无', '不详', '000000000000000000', '/', '暂无', '111111', '-'])('%p is no number', (written) => {
  expect(read(written)).toBeUndefined()
})

test.each([
  ['810000199408230021', undefined, 'residencePermit'],
  ['830000199201300022', 'residentId', 'residencePermit'],
  ['932682198501010017', undefined, 'foreignPermanentResident'],
  ['USA123456789012', undefined, 'foreignPermanentResident'],
  ['H12345678', undefined, 'hkMacauTravelPermit'],
  ['M1234567801', 'residentId', 'hkMacauTravelPermit'],
  ['HA1234567', 'hkMacauTravelPermit', 'hkMacauTravelPermit'],
  ['12345678', 'taiwanTravelPermit', 'taiwanTravelPermit'],
  ['e12345678', undefined, 'passport'],
  ['P1234567Z', 'passport', 'passport'],
  ['A123456789', undefined, 'birthCertificate'],
  ['军字第1234567号', 'other', 'other'],
] as const)('%s declared as %s is right as %s', (written, declared, type) => {
  expect(read(written, declared)).toMatchObject({ type })
  expect(read(written, declared)?.fault).toBeUndefined()
})

test('eight digits that nobody called a travel permit are a number with digits missing', () => {
  expect(read('19560603')?.fault).toBe('documentLength')
})

test('a number that does not fit its type is to be verified', () => {
  expect(read('H12345', 'hkMacauTravelPermit')?.fault).toBe('documentFormat')
})

test('a number of which digits were lost shows which, and keeps the birth date', () => {
  const lost = { number: '110105194912310???', birthDate: '1949-12-31', fault: 'documentLostDigits' }
  expect(read('1.10105194912310E+17')).toMatchObject(lost)
  expect(read('110105194912310???', 'residentId')).toMatchObject(lost)
})

test('a travel permit stays the same person over its renewals, other documents differ by type and number', () => {
  const key = (type: 'hkMacauTravelPermit' | 'passport' | 'residentId' | 'residencePermit', number: string) =>
    identityKey({ type, number })
  expect(key('hkMacauTravelPermit', 'H1234567801')).toBe(key('hkMacauTravelPermit', 'H1234567802'))
  expect(key('passport', 'H12345678')).not.toBe(key('hkMacauTravelPermit', 'H12345678'))
  expect(key('residentId', '810000199408230021')).toBe(key('residencePermit', '810000199408230021'))
})

test('a child needs a guardian until its fourteenth birthday', () => {
  expect(ageOn('2012-11-21', today)).toBe(14)
  expect(needsGuardian('2012-11-21', today)).toBe(false)
  expect(needsGuardian('2012-11-22', today)).toBe(true)
})

test('an old number becomes a new one of the twentieth century by choice only', () => {
  expect(modernised('110105491231002')).toBe('11010519491231002X')
  expect(modernised('11010549123100')).toBeUndefined()
})

describe('somebody who types a number', () => {
  it.each([
    ['11010119900307000X', true],
    ['110101199003070003', false],
    ['１１０１０１ 19900307 0003', false],
    ['1101011990030700', true],
    ['110101900307000', false],
    ['E12345678', false],
    ['H12345678', false],
    ['', false],
  ])('%s: has probably slipped: %s', (written, slipped) => {
    expect(looksMistyped(written, '2026-11-25')).toBe(slipped)
  })
})
