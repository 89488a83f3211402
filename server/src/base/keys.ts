import { createCipheriv, createDecipheriv, generateKeyPairSync, hkdfSync, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { StartError } from '../config'

/**
 * The key store: outside the data and its backups. A master key wraps one data key for each scope (a community's
 * roster, a round's tubes, the accounts); destroying a scope's key destroys what it guards.
 */
export class KeyStore {
  private readonly cache = new Map<string, Buffer>()
  private readonly blindKeys = new Map<string, Buffer>()

  private constructor(
    readonly dir: string,
    private readonly master: Buffer,
  ) {}

  static exists = (dir: string) => existsSync(path.join(dir, 'master.key'))

  /** Makes a new master key, readable by its owner only; never replaces one. */
  static create(dir: string): KeyStore {
    try {
      mkdirSync(path.join(dir, 'scopes'), { recursive: true, mode: 0o700 })
      writeOnce(path.join(dir, 'master.key'), `${randomBytes(32).toString('base64')}\n`)
    } catch (cause) {
      throw new StartError(`The key folder ${dir} cannot be written (${(cause as NodeJS.ErrnoException).code}).`)
    }
    return KeyStore.open(dir)
  }

  static open(dir: string): KeyStore {
    let master: Buffer
    try {
      master = Buffer.from(readFileSync(path.join(dir, 'master.key'), 'utf8').trim(), 'base64')
      mkdirSync(path.join(dir, 'scopes'), { recursive: true, mode: 0o700 })
    } catch (cause) {
      throw new StartError(`There is no readable key in ${dir} (${(cause as NodeJS.ErrnoException).code}).`)
    }
    if (master.length !== 32)
      throw new StartError(`The key in ${dir}/master.key is damaged: it must be 32 bytes as base64.`)
    return new KeyStore(dir, master)
  }

  /** The data key of a scope, made at its first use; two processes at once end with the same one. */
  dataKey(scope: string): Buffer {
    return this.cached(scope, () => randomBytes(32))
  }

  /** The Ed25519 private key that signs ticket codes, as PKCS #8. */
  signingKey(): Buffer {
    return this.cached('tickets-signing', () =>
      generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }),
    )
  }

  /** A key for blind indexes of one kind of value; never equal to a data key. */
  blindKey(kind: string): Buffer {
    const known =
      this.blindKeys.get(kind) ?? Buffer.from(hkdfSync('sha256', this.master, '', `blind-index:${kind}`, 32))
    this.blindKeys.set(kind, known)
    return known
  }

  /** Ends a scope: what its key encrypted cannot be read again, in backups neither. */
  destroy(scope: string) {
    this.cache.delete(scope)
    rmSync(this.file(scope), { force: true })
  }

  private file = (scope: string) => path.join(this.dir, 'scopes', `${scope}.key`)

  private cached(scope: string, make: () => Buffer): Buffer {
    const known = this.cache.get(scope)
    if (known) return known
    const file = this.file(scope)
    if (!existsSync(file)) {
      try {
        writeOnce(file, this.wrap(scope, make()))
      } catch (cause) {
        if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
      }
    }
    const key = this.unwrap(scope, readFileSync(file))
    this.cache.set(scope, key)
    return key
  }

  private wrap(scope: string, key: Buffer): Buffer {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', this.master, iv).setAAD(Buffer.from(scope))
    const body = Buffer.concat([cipher.update(key), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), body])
  }

  private unwrap(scope: string, wrapped: Buffer): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.master, wrapped.subarray(0, 12)).setAAD(Buffer.from(scope))
    decipher.setAuthTag(wrapped.subarray(12, 28))
    return Buffer.concat([decipher.update(wrapped.subarray(28)), decipher.final()])
  }
}

/**
 * Writes a key that was never there: whole and on the disk before anything is sealed with it, and never half to whoever reads at
 * the same moment. Fails with EEXIST when somebody else was faster.
 */
function writeOnce(file: string, content: string | Buffer) {
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  try {
    writeFileSync(draft, content, { flag: 'wx', mode: 0o600, flush: true })
    linkSync(draft, file)
  } finally {
    rmSync(draft, { force: true })
  }
  const folder = openSync(path.dirname(file), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
