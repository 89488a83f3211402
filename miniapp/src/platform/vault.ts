import { inOrder } from './in-order'
import { keepPrivate, readPrivate } from './private-storage'

let contents: Record<string, unknown> = {}
let opened = false
const waiting = new Set<() => void>()

/** Tells once when the vault has been read; at once when it already has. */
export function whenVaultOpens(tell: () => void) {
  if (opened) tell()
  else waiting.add(tell)
}

/** Whether what the phone kept privately has been read. */
export const vaultIsOpen = () => opened

export const readVault = <T>(key: string) => contents[key] as T | undefined

const writing = inOrder()
/** What is kept last is what was said last, however long the phone takes for each. */
const keep = () => void writing(() => keepPrivate(JSON.stringify(contents)))

/** Keeps a value privately, or forgets it when there is none. */
export function putIntoVault(key: string, value: unknown) {
  contents = { ...contents, [key]: value }
  keep()
}

/** Forgets every value whose key begins like this: what signing out leaves behind of a session. */
export function clearVault(prefix: string) {
  contents = Object.fromEntries(Object.entries(contents).filter(([key]) => !key.startsWith(prefix)))
  keep()
}

void readPrivate().then((text) => {
  try {
    contents = { ...JSON.parse(text || '{}'), ...contents }
  } catch {
    contents = {}
  }
  opened = true
  for (const tell of waiting) tell()
  waiting.clear()
})
