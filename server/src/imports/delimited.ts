import { setImmediate as turn } from 'node:timers/promises'
import type { Sheet } from '@loumen/shared/imports/rows'
import { type Options, parse } from 'csv-parse'
import { maxCellLength, maxColumns, maxRows, unreadable } from './sheet'

const delimiters = ['\t', ',', ';', '|', '，', '；'] as const
const sliceLength = 32_768

/** The text of a file in UTF-8 (with or without a byte order mark), UTF-16 with one, GB18030 or, where its header says so, Big5. */
export function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.includes(0)) {
    const order = wideOrder(bytes.subarray(0, 4000))
    if (!order) throw unreadable('damaged')
    return new TextDecoder(order).decode(bytes)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const text = new TextDecoder('gb18030').decode(bytes)
    return headerWords.test(text.slice(0, 2000)) ? text : (big5(bytes) ?? text)
  }
}

const headerWords = /姓\s*名|名字|住址|地址|身[份分]|证|證|电话|電話|门牌|門牌|房号|房號|号楼|號樓|单元|單元|手机|手機/

/** The text of a file in Big5; only where every byte fits and a table's words are there, as its bytes are mostly good GB18030, too. */
function big5(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('big5', { fatal: true }).decode(bytes)
    return headerWords.test(text.slice(0, 2000)) ? text : undefined
  } catch {
    return undefined
  }
}

/** The byte order of UTF-16 without its mark: digits and separators have their zeros on one side. */
function wideOrder(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const zeros = [0, 0]
  bytes.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (odd * 10 > bytes.length && even * 20 < odd) return 'utf-16le'
  return even * 10 > bytes.length && odd * 20 < even ? 'utf-16be' : undefined
}

/** Reads a table of text: separated by tabs, commas, semicolons or bars, whichever splits its first lines most evenly. */
export async function readDelimited(bytes: Buffer, name: string): Promise<Sheet> {
  const text = spaced(decode(bytes))
  const delimiter = delimiterOf(text)
  const rows = (await records(text, { delimiter })) ?? (await records(text, { delimiter, quote: null }))
  if (!rows) throw unreadable('damaged')
  return { name, rows }
}

/** A table whose columns are only set apart by spaces, as chats and documents copy it, with tabs instead. */
function spaced(text: string): string {
  const lines = text.split(/\r\n|\n|\r/)
  const said = lines.filter((line) => line.trim())
  if (said.length < 2 || said.slice(0, 60).some((line) => /[\t,;|，；]/.test(line))) return text
  for (const gap of [/ {2,}|\u3000+/, / +|\u3000+/]) {
    const widths = said.map((line) => line.trim().split(gap).length)
    const usual = widths.sort((a, b) => a - b)[Math.floor(widths.length / 2)] ?? 1
    if (usual >= 3 && widths.filter((width) => width === usual).length * 10 >= widths.length * 8)
      return lines.map((line) => line.trim().split(gap).join('\t')).join('\n')
  }
  return text
}

function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 50_000)
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim())
    .slice(0, 60)
  const score = (delimiter: string) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1).sort((a, b) => a - b)
    return (
      (counts[Math.floor(counts.length / 2)] ?? 0) * 1000 + counts.reduce((sum, count) => sum + Math.min(count, 50), 0)
    )
  }
  return delimiters.reduce((best, delimiter) => (score(delimiter) > score(best) ? delimiter : best), ',')
}

/** The records of a text, a slice at a time; undefined when its quotes do not match. */
async function records(text: string, options: Options): Promise<string[][] | undefined> {
  const rows: string[][] = []
  const parser = parse({
    ...options,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: 200_000,
  })
  let failed = false
  parser.on('error', () => {
    failed = true
  })
  parser.on('data', (record: string[]) => {
    if (rows.length <= maxRows + 50) rows.push(record.slice(0, maxColumns).map(value))
  })
  const ended = new Promise<void>((resolve) => {
    parser.on('close', resolve)
  })
  for (let at = 0; at < text.length && !failed; at += sliceLength) {
    parser.write(text.slice(at, at + sliceLength))
    await turn()
    if (rows.length > maxRows + 50) break
  }
  parser.end()
  if (!failed) await ended
  if (rows.filter((row) => row.some(Boolean)).length > maxRows) throw unreadable('tooManyRows')
  return failed ? undefined : rows
}

/** A cell as it was meant: ="0123" is how spreadsheets keep digits in text files. */
function value(cell: string): string {
  return cell.replace(/^="(.*)"$/s, '$1').slice(0, maxCellLength)
}
