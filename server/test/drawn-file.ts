import type { DrawnRoster } from './drawn-roster'
import { workbook } from './zip'

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

/** A workbook of a drawn roster: shared, rich and inline texts, numbers, formulas, merged cells, hidden rows. */
export function asWorkbook({ sheets }: DrawnRoster): Buffer {
  const strings: string[] = []
  const cell = (text: string, at: number, row: number) => {
    if (!text) return ''
    const reference = `${String.fromCharCode(65 + at)}${row + 1}`
    if (/^1\d{10}$/.test(text)) return `<c r="${reference}"><v>${text}</v></c>`
    if (/^\d\.\d+E\+17$/.test(text)) return `<c r="${reference}"><v>${Number(text)}</v></c>`
    if (at === 0 && /^\d+$/.test(text)) return `<c r="${reference}"><f>ROW()-1</f><v>${text}</v></c>`
    if (row % 3 === 0) return `<c r="${reference}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`
    const half = Math.ceil(text.length / 2)
    strings.push(
      row % 3 === 1
        ? `<si><t>${escaped(text)}</t></si>`
        : `<si><r><t xml:space="preserve">${escaped(text.slice(0, half))}</t></r><r><t xml:space="preserve">${escaped(text.slice(half))}</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>`,
    )
    return `<c r="${reference}" t="s"><v>${strings.length - 1}</v></c>`
  }
  const parts = sheets.map(({ name, rows, merges }) => {
    const data = rows.map(
      (cells, row) =>
        `<row r="${row + 1}"${row % 17 === 16 ? ' hidden="1"' : ''}>${cells.map((text, at) => cell(text, at, row)).join('')}</row>`,
    )
    const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')
    return {
      name,
      xml: `<sheetData>${data.join('')}</sheetData><autoFilter ref="A1:H1"/>${merged && `<mergeCells>${merged}</mergeCells>`}`,
    }
  })
  return workbook(parts, { 'xl/sharedStrings.xml': `<sst>${strings.join('')}</sst>` })
}

/** The one sheet of a drawn roster as text. */
export function asText({ sheets }: DrawnRoster, separator: string): string {
  const quoted = (cell: string) => (cell.includes(separator) ? `"${cell}"` : cell)
  return (sheets[0]?.rows ?? []).map((cells) => cells.map(quoted).join(separator)).join('\r\n')
}

let codes: Map<string, number[]> | undefined

/** Text in GB18030, as far as two bytes go. */
export function gb18030(text: string): Buffer {
  codes ??= new Map(
    Array.from({ length: 126 * 191 }, (_, at) => [0x81 + Math.floor(at / 191), 0x40 + (at % 191)]).map((bytes) => [
      new TextDecoder('gb18030').decode(Buffer.from(bytes)),
      bytes,
    ]),
  )
  return Buffer.from([...text].flatMap((character) => codes?.get(character) ?? [character.charCodeAt(0)]))
}
