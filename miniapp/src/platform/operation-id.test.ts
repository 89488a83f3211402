import { operationId } from './operation-id'

test('an operation id is a version 4 UUID made of its bytes', () => {
  expect(operationId(new Uint8Array(16))).toBe('00000000-0000-4000-8000-000000000000')
  expect(operationId(new Uint8Array(16).fill(255))).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff')
})
