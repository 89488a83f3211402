import type { Resident } from '@loumen/shared/roster/schema'
import { changeOf, valuesOf } from './person-values'

const resident: Resident = {
  id: 'a'.repeat(24),
  name: '王某',
  relation: '户主',
  documentType: 'residentId',
  document: '110***********002X',
  phone: '199****0001',
  toVerify: false,
  tags: ['elderly'],
  rev: 3,
  fault: null,
  word: null,
  guardian: { residentId: null, name: '李某', phone: '199****0002' },
}
const form = valuesOf(resident)

describe('a person’s form', () => {
  it('changes nothing when nothing was written', () => {
    expect(changeOf(form, resident)).toEqual({})
  })

  it.each([
    [{ number: ' 11010519491231002X ' }, { document: { type: 'residentId', number: '11010519491231002X' } }],
    [{ phone: '19900000009' }, { phone: '19900000009' }],
    [{ relation: '' }, { relation: null }],
    [{ tags: ['wheelchair'] }, { tags: ['wheelchair'] }],
    [{ guardian: '' }, { guardian: null }],
    [{ guardian: 'b'.repeat(24) }, { guardian: { residentId: 'b'.repeat(24) } }],
    [{ guardianPhone: '19900000003' }, { guardian: { name: '李某', phone: '19900000003' } }],
    [{ note: '找女儿' }, { note: '找女儿' }],
  ])('names what %j changes', (written, change) => {
    expect(changeOf({ ...form, ...written } as never, resident)).toEqual(change)
  })
})
