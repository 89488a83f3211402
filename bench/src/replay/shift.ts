import { randomInt, randomUUID } from 'node:crypto'
import type { Fact, RecordedOperation } from '@loumen/shared/operations/schema'

export type Operation = RecordedOperation & { fact: Fact }

/** What one device recorded in a shift, and whose people it met: a third of them everybody's. */
export interface Shift {
  recorderId: string
  tableId: string
  number: number
  operations: number
  /** People whom every device meets, and people of its own. */
  common: readonly string[]
  own: readonly string[]
}

const shared = 0.3

/**
 * A shift without a network: tube after tube, sometimes with too many people, a label that another device has, too, somebody
 * who walks off, a broken tube, a wrong count; strangers once its own people are used up.
 */
export function recordShift({ recorderId, tableId, number, operations, common, own }: Shift): Operation[] {
  const all: Operation[] = []
  const began = Date.now() - 8 * 3_600_000
  const record = (fact: Fact) =>
    all.push({ id: randomUUID(), recordedAt: new Date(began + all.length * 1000).toISOString(), recorderId, fact })
  let next = 0
  const somebody = () => {
    if (Math.random() < shared) return common[randomInt(common.length)]
    return own[next++]
  }
  for (let tube = 0; all.length < operations; tube++) {
    const barcode = randomInt(20) ? `R${number}-${1000 + tube}` : `RX-${1000 + randomInt(50)}`
    record({ kind: 'openTube', tableId, barcode })
    const people = 8 + randomInt(5)
    let last: string | undefined
    for (let at = 0; at < people; at++) {
      last = somebody()
      const who = last
        ? { kind: 'known' as const, residentIds: [last] }
        : { kind: 'said' as const, name: `生人${number}-${tube}-${at}` }
      record({ kind: 'admit', tableId, barcode, who })
    }
    if (last && !randomInt(5)) record({ kind: 'removePerson', tableId, barcode, residentId: last, reason: 'walkedOff' })
    if (!randomInt(12)) record({ kind: 'voidTube', tableId, barcode, reason: '管破损' })
    else record({ kind: 'closeTube', tableId, barcode, count: people - (randomInt(15) ? 0 : 1) })
  }
  return all.slice(0, operations)
}

export function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((one) => ({ one, by: Math.random() }))
    .sort((a, b) => a.by - b.by)
    .map(({ one }) => one)
}
