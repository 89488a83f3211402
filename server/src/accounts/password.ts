import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { Refused } from '@loumen/shared/refusals'
import { takingTurns } from '../base/turns'

const derive = promisify(scrypt) as (password: string, salt: Buffer, length: number, options: object) => Promise<Buffer>

/** OWASP ASVS 5.0: scrypt N=2^17, r=8, p=1; it takes 128 MiB, so `maxmem` has to be raised and only two run at once. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 192 * 1024 * 1024 }
const oneOfTwo = takingTurns(2)
const asking = new Map<string, number>()
let under = 0
/** At about half a second each nobody waits longer than ten; who comes later, or asks too often at once, comes again. */
const mostUnderWay = 42
const mostOfOne = 8

async function inTurn<T>(work: () => Promise<T>, asker = ''): Promise<T> {
  const own = asking.get(asker) ?? 0
  if (under >= mostUnderWay || (asker && own >= mostOfOne)) throw new Refused('rate.limited', { seconds: 10 })
  under++
  asking.set(asker, own + 1)
  try {
    return await oneOfTwo(work)
  } finally {
    under--
    const left = (asking.get(asker) ?? 1) - 1
    if (left) asking.set(asker, left)
    else asking.delete(asker)
  }
}

/** A password as it is stored: `scrypt.<salt>.<hash>`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await inTurn(() => derive(password.normalize('NFC'), salt, 32, cost))
  return `scrypt.${salt.toString('base64url')}.${hash.toString('base64url')}`
}

/** Whether a password is the stored one. One asker (an address) has eight checks under way at most; refuses with rate.limited. */
export async function isPassword(password: string, stored: string, asker?: string): Promise<boolean> {
  const [, salt, hash] = stored.split('.')
  if (!salt || !hash) return false
  const given = await inTurn(() => derive(password.normalize('NFC'), Buffer.from(salt, 'base64url'), 32, cost), asker)
  return timingSafeEqual(given, Buffer.from(hash, 'base64url'))
}

let decoy: Promise<string> | undefined

/** Spends the time of a real check, so that an unknown account cannot be told from a wrong password. */
export async function pretendToCheck(password: string, asker?: string) {
  decoy ??= hashPassword('nobody has this password')
  await isPassword(password, await decoy, asker)
}

const syllables =
  'ba be bi bo bu da de di do du fa fe fo ga ge go gu ha he hu ka ke ku la le li lo lu ma me mi mo mu na ne ni nu pa pi po ra ru sa se su ta te ti tu wa we wo ya yo za ze zu'.split(
    ' ',
  )

/** A first password that can be read out over the telephone: about 54 bits. */
export function randomPassword(): string {
  const word = () => Array.from({ length: 3 }, () => syllables[randomInt(syllables.length)]).join('')
  return `${word()}-${word()}-${word()}`
}

const common = /^(.)\1+$|^(0123456789|1234567890|abcdefghij|qwertyuiop|asdfghjkl)/i
const words = ['password', 'loumen', 'admin', 'woaini', 'iloveyou', 'welcome']

/** Whether a password is one that is tried first: repeated, a row of keys, or a common word with digits. */
export function isCommon(password: string): boolean {
  const letters = password.toLowerCase().replace(/[^a-z]/g, '')
  return common.test(password) || new Set(password).size < 5 || words.includes(letters)
}
