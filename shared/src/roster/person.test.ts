import { readPersonChange } from './person'

const today = '2022-01-09'
const read = (change: Parameters<typeof readPersonChange>[0], reason?: string) =>
  readPersonChange(change, reason, today)
const document = (type: never, number: string) => ({ document: { type, number } })

describe('a change of a person', () => {
  it.each([
    ['residentId', '11010519491231002x', 'residentId', '1949-12-31', 'female'],
    ['residencePermit', '810000199408230021', 'residencePermit', '1994-08-23', 'female'],
    ['residencePermit', '830000199201300022', 'residencePermit', '1992-01-30', 'female'],
    ['foreignPermanentResident', '932682198501010017', 'foreignPermanentResident', '1985-01-01', 'male'],
    ['foreignPermanentResident', 'USA310123456789', 'foreignPermanentResident', undefined, undefined],
    ['hkMacauTravelPermit', 'h1234567801', 'hkMacauTravelPermit', undefined, undefined],
    ['hkMacauTravelPermit', 'M12345678', 'hkMacauTravelPermit', undefined, undefined],
    ['hkMacauTravelPermit', 'HA1234567', 'hkMacauTravelPermit', undefined, undefined],
    ['taiwanTravelPermit', '12345678', 'taiwanTravelPermit', undefined, undefined],
    ['taiwanTravelPermit', '1234567801', 'taiwanTravelPermit', undefined, undefined],
    ['passport', 'e12345678', 'passport', undefined, undefined],
    ['birthCertificate', 'T140123456', 'birthCertificate', undefined, undefined],
  ] as const)('takes a sound %s %s, and what it says of its owner', (type, number, kind, birthDate, sex) => {
    const answer = read(document(type as never, number))
    expect(answer).toMatchObject({ read: { document: { type: kind }, toVerify: false } })
    const said = 'read' in answer ? answer.read : {}
    expect([said.birthDate, said.sex]).toEqual([birthDate, sex])
  })

  it.each([
    ['residentId', '110105194912310021', 'documentCheckDigit'],
    ['residentId', '11010519491331002X', 'documentDate'],
    ['residentId', '1101051949123100', 'documentLength'],
    ['residentId', '110105491231002', 'documentOldFormat'],
    ['residencePermit', '810000199408230022', 'documentCheckDigit'],
    ['hkMacauTravelPermit', 'H1234', 'documentFormat'],
    ['taiwanTravelPermit', '123456', 'documentFormat'],
    ['birthCertificate', '140123456', 'documentFormat'],
  ] as const)('keeps a doubtful %s %s to be verified', (type, number, fault) => {
    expect(read(document(type as never, number))).toMatchObject({ read: { document: { fault }, toVerify: true } })
  })

  it('takes another document only for a reason', () => {
    const change = document('other' as never, '军官证 军字第001号')
    expect(read(change)).toEqual({ fault: 'resident.documentReason' })
    expect(read(change, '已看原件')).toMatchObject({ read: { document: { type: 'other' }, toVerify: false } })
  })

  it('lets a sound document decide over a birth date and sex that were said', () => {
    const change = {
      ...document('residentId' as never, '11010519491231002X'),
      birthDate: '1950-01-01',
      sex: 'male',
    } as const
    expect(read(change)).toMatchObject({ read: { birthDate: '1949-12-31', sex: 'female' } })
  })

  it.each([
    [{ phone: '+86 199-0000-0001' }, { read: { phone: '19900000001' } }],
    [{ phone: '0354-1234567' }, { read: { phone: '0354-1234567' } }],
    [{ phone: '12' }, { fault: 'resident.phoneWrong' }],
    [{ guardian: { name: '王某', phone: '12' } }, { fault: 'resident.phoneWrong' }],
    [{ birthDate: '2022-01-10' }, { fault: 'resident.birthDateWrong' }],
    [{ vaccinatedOn: '2022-01-10' }, { fault: 'resident.birthDateWrong' }],
    [document('residentId' as never, '无'), { fault: 'resident.documentUnreadable' }],
    [{ document: null }, { read: { document: null, toVerify: true } }],
    [{ relation: null }, { read: { relation: null } }],
  ])('reads %j', (change, expected) => {
    expect(read(change as never)).toMatchObject(expected)
  })
})
