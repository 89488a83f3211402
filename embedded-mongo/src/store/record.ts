import type { Document } from '../query/values'
import type { Unit } from './unit'

/** An earlier version of a document that an open transaction can still see. */
export interface Version {
  document: Document | null
  since: number
  older: Version | undefined
}

/** One stored document through its changes: what is committed, what a transaction prepares, what snapshots still need. */
export class RecordEntry implements Version {
  document: Document | null = null
  since = 0
  older: Version | undefined
  pending: { unit: Unit; document: Document | null } | undefined

  constructor(readonly id: number) {}

  /** The document as a reader sees it: its own changes, else its snapshot, else what is committed; null for none. */
  seenBy(unit: Unit | undefined): Document | null {
    if (unit === undefined) return this.document
    if (this.pending?.unit === unit) return this.pending.document
    if (!unit.explicit || this.since <= unit.snapshot) return this.document
    let version = this.older
    while (version && version.since > unit.snapshot) version = version.older
    return version?.document ?? null
  }

  /** Every document that somebody can still see. */
  live(): Document[] {
    const out: Document[] = []
    if (this.document) out.push(this.document)
    if (this.pending?.document) out.push(this.pending.document)
    for (let version = this.older; version; version = version.older) if (version.document) out.push(version.document)
    return out
  }
}
