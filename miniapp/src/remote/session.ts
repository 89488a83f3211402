import type { Me } from '@loumen/shared/accounts/schema'
import { useSyncExternalStore } from 'react'
import { clearVault, putIntoVault, readVault, vaultIsOpen, whenVaultOpens } from '../platform/vault'

/** A phone may belong to a resident who is also staff, so it keeps two sessions apart. */
export type SessionKind = 'resident' | 'staff'
export interface Session {
  token: string
  me: Me
}

const listeners = new Set<() => void>()
const key = (kind: SessionKind) => `${kind}.session`
const tell = () => {
  for (const listener of listeners) listener()
}
whenVaultOpens(tell)

export const sessionOf = (kind: SessionKind) => readVault<Session>(key(kind))

export function beginSession(kind: SessionKind, session: Session) {
  putIntoVault(key(kind), session)
  tell()
}

/** Ends a session on this phone and forgets what it kept. */
export function endSession(kind: SessionKind) {
  clearVault(`${kind}.`)
  tell()
}

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The session of this kind; `undefined` while the phone still reads its storage, `null` when nobody is signed in. */
export function useSession(kind: SessionKind): Session | null | undefined {
  const read = () => (vaultIsOpen() ? (sessionOf(kind) ?? null) : undefined)
  return useSyncExternalStore(onSessionChange, read, read)
}
