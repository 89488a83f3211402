import { parseTicketCode, ticketCodeBody } from '@loumen/shared/tickets/code'
import nacl from 'tweetnacl'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** UTF-8 bytes; WeChat has no TextEncoder. */
export function bytesOf(text: string): Uint8Array {
  const bytes: number[] = []
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    if (code < 0x80) bytes.push(code)
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f))
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f))
    else
      bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f))
  }
  return Uint8Array.from(bytes)
}

export function base64url(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = [bytes[at], bytes[at + 1], bytes[at + 2]]
    text += alphabet[a >> 2] ?? ''
    text += alphabet[((a & 3) << 4) | (b >> 4)] ?? ''
    if (at + 1 < bytes.length) text += alphabet[((b & 15) << 2) | (c >> 6)] ?? ''
    if (at + 2 < bytes.length) text += alphabet[c & 63] ?? ''
  }
  return text
}

export function fromBase64url(text: string): Uint8Array {
  const bytes: number[] = []
  let bits = 0
  let held = 0
  for (const letter of text) {
    held = (held << 6) | Math.max(0, alphabet.indexOf(letter))
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes.push((held >> bits) & 0xff)
  }
  return Uint8Array.from(bytes)
}

const block = 128

/** HMAC-SHA-512, as the server computes it: what lets another phone hand in this one's records. */
export function sign(key: string, text: string): string {
  const given = bytesOf(key)
  const own = new Uint8Array(block)
  own.set(given.length > block ? nacl.hash(given) : given)
  const padded = (pad: number, message: Uint8Array) => {
    const bytes = new Uint8Array(block + message.length)
    bytes.set(own.map((byte) => byte ^ pad))
    bytes.set(message, block)
    return nacl.hash(bytes)
  }
  return base64url(padded(0x5c, padded(0x36, bytesOf(text))))
}

/** Whether a ticket's code was signed by the house that gave the pack. */
export function isTrueTicket(text: string, ticketKey: string): boolean {
  const code = parseTicketCode(text)
  if (!code) return false
  const body = bytesOf(ticketCodeBody(code.roundId, code.householdId))
  return nacl.sign.detached.verify(body, fromBase64url(code.signature), fromBase64url(ticketKey))
}
