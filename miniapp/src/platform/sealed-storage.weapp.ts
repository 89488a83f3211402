import { encrypts } from './encrypts.weapp'
import { inOrder } from './in-order'

interface StorageOptions {
  key: string
  data?: string
  encrypt: true
  success(reply: { data?: string }): void
  fail(error: unknown): void
}
declare const wx: {
  getStorage(options: StorageOptions): void
  setStorage(options: StorageOptions): void
  removeStorage(options: { key: string; success(): void; fail(): void }): void
  getStorageInfoSync(): { keys: string[] }
}

/** Why people's data cannot be kept here: a WeChat that is too old encrypts nothing. */
export const sealObstacle: 'insecure' | 'outdated' | undefined = encrypts ? undefined : 'outdated'

const own = 'loumen.sealed.'
/** A key holds 1 MB and encryption makes it longer, so a long text is kept in pieces: letters, not bytes. */
const piece = 200_000

const put = (key: string, data: string) =>
  new Promise<void>((resolve, reject) => {
    wx.setStorage({ key: own + key, data, encrypt: true, success: () => resolve(), fail: reject })
  })
const get = (key: string) =>
  new Promise<string | undefined>((resolve) => {
    wx.getStorage({
      key: own + key,
      encrypt: true,
      success: ({ data }) => resolve(data),
      fail: () => resolve(undefined),
    })
  })
const writing = inOrder()
const drop = (key: string) =>
  new Promise<void>((resolve) => {
    wx.removeStorage({ key: own + key, success: () => resolve(), fail: () => resolve() })
  })

/** Keeps a text under WeChat's encryption; rejects when the storage (10 MB) is full. */
export const writeSealed = (name: string, text: string): Promise<void> =>
  writing(async () => {
    const count = Math.max(1, Math.ceil(text.length / piece))
    for (let at = 1; at < count; at++) await put(`${name}#${at}`, text.slice(at * piece, (at + 1) * piece))
    // The first piece comes last: a text that was not kept whole is not there.
    await put(name, `${count}|${text.slice(0, piece)}`)
  })

export async function readSealed(name: string): Promise<string | undefined> {
  const first = await get(name)
  const bar = first?.indexOf('|') ?? -1
  if (!first || bar < 0) return undefined
  const rest = await Promise.all(
    Array.from({ length: Number(first.slice(0, bar)) - 1 }, (_, at) => get(`${name}#${at + 1}`)),
  )
  return rest.some((one) => one === undefined) ? undefined : first.slice(bar + 1) + rest.join('')
}

export const forgetSealed = (name: string): Promise<void> =>
  writing(async () => {
    await Promise.all([name, ...(await sealedNames(`${name}#`))].map(drop))
  })

/** The names that begin like this, in order. */
export async function sealedNames(prefix: string): Promise<string[]> {
  return wx
    .getStorageInfoSync()
    .keys.filter((key) => key.startsWith(own + prefix))
    .map((key) => key.slice(own.length))
    .sort()
}
