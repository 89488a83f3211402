import { encrypts } from './encrypts.weapp'

interface StorageOptions {
  key: string
  data?: string
  encrypt: true
  success(reply: { data?: string }): void
  fail(): void
}
declare const wx: { getStorage(options: StorageOptions): void; setStorage(options: StorageOptions): void }

const place = { key: 'loumen.private', encrypt: true } as const

/** The text that was kept encrypted, once it is there; empty when there is none. */
export const readPrivate = () =>
  new Promise<string>((resolve) => {
    wx.getStorage({ ...place, success: ({ data }) => resolve(data ?? ''), fail: () => resolve('') })
  })

/**
 * Keeps text under WeChat's encryption (AES-128, at most 0.7 MB), or not at all where there is none; what is not kept,
 * the server still has.
 */
export const keepPrivate = (text: string) =>
  new Promise<void>((resolve) => {
    if (!encrypts) return resolve()
    wx.setStorage({ ...place, data: text, success: () => resolve(), fail: () => resolve() })
  })
