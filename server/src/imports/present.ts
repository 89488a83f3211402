import type { FileLook } from '@loumen/shared/imports/look'
import { maskCell } from '@loumen/shared/imports/masked'
import type { ImportEntry, ImportField, ImportLayout, ImportList, RosterImport } from '@loumen/shared/imports/schema'
import { maskDocument, maskName, maskPhone, type PersonView } from '@loumen/shared/masking'
import { unseal } from '../base/personal'
import type { FieldChange } from './compare'
import type { Spot } from './doubts'
import type { ImportDocument } from './model'
import { unpack } from './pieces'

export const fileNamePlace = (id: unknown) => `imports.fileName|${id}`

/** An import as the asking role sees it; `by` is the uploader's name. */
export function presentImport(document: ImportDocument, view: PersonView, by: string, undoable: boolean): RosterImport {
  const { communityId, _id } = document
  return {
    id: String(_id),
    communityId: String(communityId),
    fileName: unseal(fileNamePlace(_id), document.fileName),
    state: document.state,
    progress: document.state === 'reading' ? 0 : 1,
    totals: (document.totals as RosterImport['totals']) ?? null,
    changes: (document.changes as RosterImport['changes']) ?? null,
    problems: document.problems.map(({ code, count }) => ({ code, count })),
    layout: document.look
      ? presentLook(unpack(String(communityId), String(_id), document.look) as FileLook, view)
      : null,
    failure: document.failure ?? null,
    at: document.at.toISOString(),
    by,
    appliedAt: document.appliedAt?.toISOString() ?? null,
    undoneAt: document.undoneAt?.toISOString() ?? null,
    undoable,
  }
}

const presentLook = (look: FileLook, view: PersonView): ImportLayout => ({
  ...look,
  columns: look.columns.map((column) => ({
    ...column,
    examples: column.examples.map((text) => (hidden(column.field, view) ? '' : maskCell(text, view))),
  })),
  head: look.head.map(({ row, cells }) => ({ row, cells: cells.map((text) => maskCell(text, view)) })),
})

const hidden = (field: string | null, view: PersonView) => !view.tags && (field === 'note' || field === 'flag')

const presentSpot = ({ sheet, row, entrance, door, name, document }: Spot, view: PersonView) => ({
  sheet,
  row,
  entrance,
  door,
  name: maskName(name, view.name),
  document: maskDocument(document, view.document) ?? null,
})

/** An entry of a list, with everything personal masked. */
export function presentEntry(
  entry: Spot & {
    id: string
    list: ImportList
    people?: number
    fields?: readonly FieldChange[]
    cells?: ImportEntry['cells']
    other?: Spot | null
  },
  view: PersonView,
): ImportEntry {
  return {
    ...presentSpot(entry, view),
    id: entry.id,
    list: entry.list,
    people: entry.people ?? 1,
    fields: (entry.fields ?? []).map(({ field, before, after, kept }) => ({
      field,
      before: shown(field, before, view),
      after: shown(field, after, view),
      kept,
    })),
    cells: (entry.cells ?? []).map((cell) => ({ ...cell, text: maskCell(cell.text, view) })),
    other: entry.other ? presentSpot(entry.other, view) : null,
  }
}

function shown(field: ImportField, text: string, view: PersonView): string | null {
  if (!text) return null
  switch (field) {
    case 'name':
      return maskName(text, view.name)
    case 'document':
      return maskDocument(text.slice(text.indexOf(' ') + 1), view.document) ?? '****'
    case 'phone':
      return maskPhone(text, view.phone) ?? '****'
    case 'birthDate':
      return view.document === 'none' ? '****' : text
    case 'tags':
    case 'note':
      return view.tags ? text : '****'
    default:
      return text
  }
}
