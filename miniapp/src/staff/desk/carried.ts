import type { Circumstances, Scan } from '@loumen/shared/tubes/schema'
import { useSyncExternalStore } from 'react'
import { putIntoVault, readVault } from '../../platform/vault'

/** Somebody who waits at the desk for the next tube. */
export interface Carried {
  scan: Scan
  how: Circumstances
  /** How the registrar knows them: entrance and ticket number or door, never a name. */
  who: string
}

const listeners = new Set<() => void>()
const place = (tableId: string) => `staff.carried.${tableId}`
const nobody: readonly Carried[] = []

/** The people who wait for a table's next tube, kept on this phone until they are in or gone. */
export function useCarried(tableId: string) {
  const read = () => readVault<readonly Carried[]>(place(tableId)) ?? nobody
  const list = useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    read,
    read,
  )
  const set = (next: readonly Carried[]) => {
    putIntoVault(place(tableId), next)
    for (const tell of listeners) tell()
  }
  return {
    list,
    add: (one: Carried) => set([...read(), one]),
    drop: (one: Carried) => set(read().filter((other) => other !== one)),
  }
}
