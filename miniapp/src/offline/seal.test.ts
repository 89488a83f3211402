import { sealedHead } from '@loumen/shared/operations/sealed'
import nacl from 'tweetnacl'
import { sealRecords } from './seal'
import { base64url } from './sign'

const roundId = 'a'.repeat(24)
const house = nacl.box.keyPair()
const record = (id: string) => ({
  id,
  recordedAt: '2022-01-09T07:00:00Z',
  recorderId: 'b'.repeat(24),
  fact: { who: '王秀英' },
})

test('seals for the house alone, each time by another key', () => {
  const records = [record('0000000000000001'), record('0000000000000002')]
  const [one = '', two = ''] = [1, 2].map(() =>
    sealRecords(base64url(house.publicKey), roundId, records, nacl.randomBytes(32)),
  )
  expect(sealedHead(one)).toEqual({ roundId, count: 2 })
  expect(one).not.toBe(two)
  const [key = '', cipher = ''] = one.split('.').slice(3)
  const theirs = Buffer.from(key, 'base64url')
  const nonce = nacl.hash(Buffer.concat([theirs, house.publicKey])).subarray(0, 24)
  const open = (secret: Uint8Array) => nacl.box.open(Buffer.from(cipher, 'base64url'), nonce, theirs, secret)
  expect(JSON.parse(Buffer.from(open(house.secretKey) ?? []).toString())).toEqual(records)
  expect(open(nacl.box.keyPair().secretKey)).toBeNull()
})

test.each(['', '{"loumen":1}', `LMS1.${roundId}.1.short.x`, `LMS2.${roundId}.1.${'A'.repeat(43)}.x`])(
  '%p is nothing sealed',
  (text) => {
    expect(sealedHead(text)).toBeUndefined()
  },
)
