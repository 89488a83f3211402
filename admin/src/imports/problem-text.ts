import type { ImportEntry } from '@loumen/shared/imports/schema'
import type { Language } from '@loumen/shared/words/language'
import { rosterProblems } from '@loumen/shared/words/roster-problems'

const isProblem = (code: string): code is keyof typeof rosterProblems => Object.hasOwn(rosterProblems, code)

/** What is wrong with a cell, in the reader's language. */
export const problemText = (code: string, language: Language) =>
  isProblem(code) ? rosterProblems[code][language === 'zh' ? 0 : 1] : code

const cell = (text: string | number) => `"${String(text).replaceAll('"', '""')}"`

/** The rows to look at as a table for a spreadsheet: where they are and why, without anybody's name or number. */
export function problemsAsText(entries: readonly ImportEntry[], language: Language): string {
  const rows = entries.flatMap(({ sheet, row, cells }) =>
    cells.map(({ letters, header, code }) =>
      [sheet ?? '', row ?? '', letters, header, problemText(code, language)].map(cell).join(','),
    ),
  )
  const head = language === 'zh' ? '工作表,行,列,表头,原因' : 'sheet,row,column,header,reason'
  return [head, ...rows].join('\r\n')
}
