import { readHome } from './read-home'

const entrances = [
  { id: 'a', label: '1号楼1单元' },
  { id: 'b', label: '1号楼2单元' },
  { id: 'c', label: '11号楼1单元' },
]

test.each([
  ['1-2-501', { kind: 'door', entranceId: 'b', door: '501' }],
  ['11号楼1单元302室', { kind: 'door', entranceId: 'c', door: '302' }],
  ['和平路 3 号', { kind: 'elsewhere', address: '和平路 3 号' }],
  ['9-9-101', { kind: 'elsewhere', address: '9-9-101' }],
  ['  ', undefined],
])('"%s" is read', (text, home) => {
  expect(readHome(text, entrances)).toEqual(home)
})
