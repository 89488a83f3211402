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

/** Keeps a value privately, or forgets it when there is none. */
export function putIntoVault(key: string, value: unknown) {
  contents = { ...contents, [key]: value }
  void keepPrivate(JSON.stringify(contents))
}

/** Forgets every value whose key begins like this: what signing out leaves behind of a session. */
export function clearVault(prefix: string) {
  contents = Object.fromEntries(Object.entries(contents).filter(([key]) => !key.startsWith(prefix)))
  void keepPrivate(JSON.stringify(contents))
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
