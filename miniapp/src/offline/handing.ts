import { Id } from '@loumen/shared/fields'
import { RecordedOperation } from '@loumen/shared/operations/schema'
import { sealedHead, sealedTogether } from '@loumen/shared/operations/sealed'
import { randomBytes } from '../platform/random-bytes'
import type { Entry } from './journal'
import { sealRecords } from './seal'

type Plain = Pick<Entry, 'roundId' | 'operation'>

/** Records as a text that another phone can take over: sealed for the house where this phone has its key, else open. */
export function journalText(which: readonly Entry[]): string {
  const open = which.filter(({ sealKey, operation }) => !sealKey || !operation.signature)
  const groups = new Map<string, Entry[]>()
  for (const entry of which) {
    if (open.includes(entry)) continue
    const key = `${entry.roundId}.${entry.sealKey}`
    groups.set(key, [...(groups.get(key) ?? []), entry])
  }
  const sealed: string[] = []
  for (const group of groups.values())
    for (let at = 0; at < group.length; at += sealedTogether) {
      const some = group.slice(at, at + sealedTogether)
      const [{ roundId, sealKey = '' } = { roundId: '' }] = some
      sealed.push(
        sealRecords(
          sealKey,
          roundId,
          some.map(({ operation }) => operation),
          Uint8Array.from([...randomBytes(), ...randomBytes()]),
        ),
      )
    }
  const entries = open.map(({ roundId, operation }) => ({ roundId, operation }))
  return JSON.stringify(sealed.length ? { loumen: 2, sealed, entries } : { loumen: 1, entries })
}

/** What another phone gave, of this version or the one before: what is signed must not be put in order. One wrong part spoils all. */
export function handedRecords(text: string): { entries: Plain[]; sealed: string[] } | undefined {
  try {
    const { loumen, entries, sealed = [] } = JSON.parse(text)
    const whole =
      entries.every(
        ({ roundId, operation }: Plain) =>
          Id.safeParse(roundId).success && RecordedOperation.safeParse(operation).success,
      ) && sealed.every((one: string) => sealedHead(one))
    return (loumen === 1 || loumen === 2) && whole ? { entries, sealed } : undefined
  } catch {
    return undefined
  }
}
