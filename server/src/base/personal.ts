import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import type { KeyStore } from './keys'

let keys: KeyStore
let signing: { secret: KeyObject; open: KeyObject } | undefined

/** Gives the personal fields their keys; called once at start. */
export function useKeys(store: KeyStore) {
  keys = store
  signing = undefined
}

/** A stored personal value: `v1.<scope>.<iv>.<text>.<tag>`, AES-256-GCM, bound to its field and owner. */
export type Sealed = string

const ivLength = 12
let pool = Buffer.alloc(0)

/** A fresh initialisation vector. Random bytes are drawn for many at once: asking for a few is slow, and rosters need thousands. */
function freshIv(): Buffer {
  if (pool.length < ivLength) pool = randomBytes(ivLength * 512)
  const iv = pool.subarray(0, ivLength)
  pool = pool.subarray(ivLength)
  return iv
}

/** Encrypts a personal value under a scope's key. `place` is `collection.field|owner`, so a value cannot be moved. */
export function seal(scope: string, place: string, text: string): Sealed {
  const iv = freshIv()
  const cipher = createCipheriv('aes-256-gcm', keys.dataKey(scope), iv).setAAD(Buffer.from(place))
  const body = cipher.update(text, 'utf8')
  cipher.final()
  return `v1.${scope}.${iv.toString('base64url')}.${body.toString('base64url')}.${cipher.getAuthTag().toString('base64url')}`
}

/** Opens a sealed value; throws when it was moved, changed, or its key was destroyed. */
export function unseal(place: string, sealed: Sealed): string {
  const [version, scope, iv, body, tag] = sealed.split('.')
  if (version !== 'v1' || !scope || !iv || body === undefined || !tag) throw new Error('not a sealed value')
  const decipher = createDecipheriv('aes-256-gcm', keys.dataKey(scope), Buffer.from(iv, 'base64url')).setAAD(
    Buffer.from(place),
  )
  decipher.setAuthTag(Buffer.from(tag, 'base64url'))
  return decipher.update(body, 'base64url', 'utf8') + decipher.final('utf8')
}

/** The same for a whole attachment: `iv | tag | text`. */
export function sealBytes(scope: string, place: string, bytes: Buffer): Buffer {
  const iv = freshIv()
  const cipher = createCipheriv('aes-256-gcm', keys.dataKey(scope), iv).setAAD(Buffer.from(place))
  const body = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

export function unsealBytes(scope: string, place: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', keys.dataKey(scope), sealed.subarray(0, 12)).setAAD(
    Buffer.from(place),
  )
  decipher.setAuthTag(sealed.subarray(12, 28))
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()])
}

/** What a value is found by without being readable: an HMAC under a key of its kind. */
export function blind(
  kind: 'document' | 'phone' | 'code' | 'import' | 'operation' | 'journal' | 'wechat',
  value: string,
): string {
  return createHmac('sha256', keys.blindKey(kind)).update(value).digest('base64url')
}

/** The folder of the keys, for a thread that opens them itself. */
export const keysFolder = () => keys.dir

/** Keys as a thread of this process needs them to seal for us. */
export const lendKeys = (scope: string, kinds: readonly string[]) => ({
  data: keys.dataKey(scope),
  blind: Object.fromEntries(kinds.map((kind) => [kind, keys.blindKey(kind)])),
})

const signer = () => {
  if (!signing) {
    const secret = createPrivateKey({ key: keys.signingKey(), format: 'der', type: 'pkcs8' })
    signing = { secret, open: createPublicKey(secret) }
  }
  return signing
}

/** Signs a text with the house's Ed25519 key. */
export const signText = (text: string) => sign(null, Buffer.from(text), signer().secret).toString('base64url')

/** The public key of that signature: 32 bytes as base64url. */
export const signingKey = () => signer().open.export({ format: 'jwk' }).x ?? ''

export const isSigned = (text: string, signature: string) =>
  verify(null, Buffer.from(text), signer().open, Buffer.from(signature, 'base64url'))
