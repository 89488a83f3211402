import type { RecordedOperation } from '@loumen/shared/operations/schema'
import nacl from 'tweetnacl'
import { base64url, bytesOf, fromBase64url } from './sign'

/**
 * Seals records of a round for the house alone. The key of one use comes from these random bytes and the records' signatures, so
 * that a phone with poor randomness gives nothing away.
 */
export function sealRecords(
  sealKey: string,
  roundId: string,
  operations: readonly RecordedOperation[],
  random: Uint8Array,
): string {
  const house = fromBase64url(sealKey)
  const text = bytesOf(JSON.stringify(operations))
  const seed = nacl.hash(joined(random, text))
  const { publicKey, secretKey } = nacl.box.keyPair.fromSecretKey(seed.subarray(0, nacl.box.secretKeyLength))
  const nonce = nacl.hash(joined(publicKey, house)).subarray(0, nacl.box.nonceLength)
  const sealed = nacl.box(text, nonce, house, secretKey)
  return ['LMS1', roundId, operations.length, base64url(publicKey), base64url(sealed)].join('.')
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
