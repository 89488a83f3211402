import { Barcode } from '@loumen/shared/fields'
import type { Pack, PackPerson } from '@loumen/shared/operations/pack'
import { rowsOf } from '@loumen/shared/operations/pack-search'
import { namedIn, type PaperPerson, type PaperTube, readDayTime, readPaperRow } from '@loumen/shared/operations/paper'
import type { Recorded } from '@loumen/shared/operations/schema'
import type { ConsoleWord } from '@loumen/shared/words/console'
import type { Draft, DraftRow } from './draft'

/** A row as the screen shows it: undefined when nothing is typed. */
export type ReadRow =
  | { kind: 'one'; who: Recorded; row?: PackPerson }
  | { kind: 'kept'; who: Recorded }
  | Exclude<PaperPerson, { kind: 'one' }>
  | undefined

/** What a row means, with what the person at the keyboard has decided of it. */
export function readRow({ text, residentId, kept }: DraftRow, pack: Pack, entranceId: string | undefined): ReadRow {
  const read = readPaperRow(text, pack, entranceId)
  if (read?.kind === 'several' && residentId) {
    const row = read.rows.find(([id]) => id === residentId)
    if (row) return { kind: 'one', who: namedIn(row), row }
  }
  return read?.kind === 'nobody' && kept ? { kind: 'kept', who: read.who } : read
}

/** Whom a read row stands for, so that one person is not noted twice; nobody can tell for what was kept as written. */
export function personOf(read: ReadRow, pack: Pack): string | undefined {
  if (read?.kind !== 'one') return undefined
  if (read.row) return read.row[0]
  const { who } = read
  if (who.kind === 'document') return who.number
  if (who.kind === 'slip') return who.code
  return rowsOf(pack, who)[0]?.[0]
}

/** Why a sheet cannot be handed in yet, and at which step of the screen. */
export interface Missing {
  word: ConsoleWord
  values: { tube?: number; row?: number }
}

const day = 24 * 3_600_000

/** The tubes of a sheet as they are handed in, or the first thing that is missing. `now` is the house's time. */
export function checkSheet(draft: Draft, read: readonly (readonly ReadRow[])[], now: number): PaperTubes | Missing {
  const tubes: (PaperTube | undefined)[] = []
  if (!draft.tableId) return { word: 'entry.needs.table', values: {} }
  const midnight = Date.parse(`${draft.date}T00:00:00+08:00`)
  let before: { from: number; to: number } | undefined
  for (const [at, tube] of draft.tubes.entries()) {
    const rows = read[at] ?? []
    const values = { tube: at + 1 }
    if (!rows.some(Boolean)) {
      tubes.push(undefined)
      continue
    }
    const undecided = rows.findIndex((row) => row && row.kind !== 'one' && row.kind !== 'kept')
    if (undecided >= 0) return { word: 'entry.needs.who', values: { ...values, row: undecided + 1 } }
    const barcode = Barcode.safeParse(tube.barcode)
    if (!barcode.success) return { word: 'entry.needs.barcode', values }
    if (tube.again !== undefined && Barcode.safeParse(tube.again).data !== barcode.data)
      return { word: 'entry.needs.again', values }
    if (tubes.some((other) => other?.barcode === barcode.data)) return { word: 'entry.needs.otherTube', values }
    // Later tubes without a time of their own were filled in the time of the one before.
    const from = tube.from ? readDayTime(tube.from) : before?.from
    const to = tube.to ? readDayTime(tube.to) : tube.from ? from : before?.to
    if (from === undefined || to === undefined || Number.isNaN(midnight)) return { word: 'entry.needs.time', values }
    const end = to < from ? to + day : to
    if (midnight + end > now) return { word: 'entry.needs.future', values }
    before = { from, to: end }
    const written = rows.map((row) => (row && 'who' in row ? row.who : undefined))
    tubes.push({ barcode: barcode.data, from: midnight + from, to: midnight + end, rows: written })
  }
  return tubes.some(Boolean) ? { tubes } : { word: 'entry.needs.people', values: {} }
}

export interface PaperTubes {
  tubes: (PaperTube | undefined)[]
}
