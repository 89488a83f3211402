import { createHmac, generateKeyPairSync, sign as signWith } from 'node:crypto'
import { ticketCodeBody } from '@loumen/shared/tickets/code'
import { base64url, bytesOf, fromBase64url, isTrueTicket, sign } from './sign'

test.each([
  ['key', 'text'],
  ['k'.repeat(300), '楼门 🏠 é'],
  ['', ''],
])('signs as the server does', (key, text) => {
  expect(sign(key, text)).toBe(createHmac('sha512', key).update(text).digest('base64url'))
})

test('writes bytes as text and reads them again', () => {
  for (const text of ['', 'a', 'ab', 'abc', '楼门', '🏠'])
    expect(Buffer.from(fromBase64url(base64url(bytesOf(text)))).toString()).toBe(text)
})

test('tells a true ticket from a forged one by the public key of the pack', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const key = publicKey.export({ format: 'jwk' }).x ?? ''
  const body = ticketCodeBody('1'.repeat(24), '2'.repeat(24))
  const code = (text: string) => `${text}.${signWith(null, Buffer.from(body), privateKey).toString('base64url')}`
  expect(isTrueTicket(code(body), key)).toBe(true)
  expect(isTrueTicket(code(ticketCodeBody('1'.repeat(24), '3'.repeat(24))), key)).toBe(false)
  expect(isTrueTicket('no ticket', key)).toBe(false)
})
