import { gunzipSync, gzipSync } from 'node:zlib'

/** A value as compressed JSON. */
export const squeeze = (value: unknown): Buffer => gzipSync(JSON.stringify(value), { level: 1 })

/** A value as JSON in bytes of its own, which a thread can hand over to another without copying them. */
export const encode = (value: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value))

/** What either of them made. */
export function decode(bytes: Uint8Array) {
  const isSqueezed = bytes[0] === 0x1f && bytes[1] === 0x8b
  return JSON.parse(
    (isSqueezed ? gunzipSync(bytes) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)).toString(),
  )
}
