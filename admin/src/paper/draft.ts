import { tubesOnPaper } from '@loumen/shared/operations/paper'
import type { OperationAnswer } from '@loumen/shared/operations/schema'

/** One row as typed; `residentId` when one of several was chosen, `kept` when nobody was found and it stays as written. */
export interface DraftRow {
  text: string
  residentId?: string
  kept?: boolean
}

export interface DraftTube {
  barcode: string
  /** The code a second time, when no reader reads the label. */
  again?: string
  from: string
  to: string
  rows: DraftRow[]
}

/** A sheet that is being entered. */
export interface Draft {
  number?: string
  /** The paper had no number; this one is to be written on it. */
  made?: boolean
  tableId?: string
  entranceId?: string
  date?: string
  tubes: DraftTube[]
  answers?: Record<string, OperationAnswer>
}

/** An empty sheet; the table and the date are those of the one before. */
export function emptyDraft(poolSize: number, before?: Draft): Draft {
  const tubes = tubesOnPaper(poolSize)
  return {
    tableId: before?.tableId,
    date: before?.date,
    tubes: Array.from({ length: tubes }, () => ({
      barcode: '',
      from: '',
      to: '',
      rows: Array.from({ length: poolSize }, () => ({ text: '' })),
    })),
  }
}
