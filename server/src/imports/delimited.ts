import { setImmediate as turn } from 'node:timers/promises'
import type { Sheet } from '@loumen/shared/imports/rows'
import { type Options, parse } from 'csv-parse'
import { maxCellLength, maxColumns, maxRows, unreadable } from './sheet'

const delimiters = ['\t', ',', ';', '|', '，', '；'] as const
const sliceLength = 32_768

/** The text of a file in UTF-8 (with or without a byte order mark), UTF-16 with one, or GB18030. */
export function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.includes(0)) throw unreadable('damaged')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** Reads a table of text: separated by tabs, commas, semicolons or bars, whichever splits its first lines most evenly. */
export async function readDelimited(bytes: Buffer, name: string): Promise<Sheet> {
  const text = decode(bytes)
  const delimiter = delimiterOf(text)
  const rows = (await records(text, { delimiter })) ?? (await records(text, { delimiter, quote: null }))
  if (!rows) throw unreadable('damaged')
  return { name, rows }
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
