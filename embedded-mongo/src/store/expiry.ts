import { orderingValues } from '../query/path'
import type { Store } from './store'
import { Unit } from './unit'

/** Takes away documents whose time is over by a TTL index: the earliest date at its field counts. */
export function sweepExpired(store: Store, now = Date.now()): void {
  for (const collection of store.list()) {
    for (const index of collection.indexes) {
      const seconds = index.spec.expireAfterSeconds
      const field = index.fields[0]
      if (seconds === undefined || !field) continue
      const unit = new Unit(store, false)
      for (const record of collection.records.values()) {
        if (!record.document || record.pending || (index.filter && !index.filter(record.document))) continue
        const dates = orderingValues(record.document, field.parts).filter(
          (value): value is Date => value instanceof Date,
        )
        if (dates.some((date) => date.getTime() + seconds * 1000 <= now)) unit.write(collection, record, null)
      }
      if (unit.writes.size > 0) unit.commit()
    }
  }
  // A failure reaches whoever writes or reads next.
  store.log.flush().catch(() => undefined)
}
