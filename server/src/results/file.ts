import { tidyBarcode } from '@loumen/shared/fields'
import { Refused } from '@loumen/shared/refusals'
import { parse } from 'csv-parse/sync'
import { readSheets } from '../imports/sheet'

/** One row of a laboratory's file as it was written; `row` counts from 1 with the header. */
export interface ResultRow {
  row: number
  barcode: string
  outcome: string
  method: string
  lab: string
  testedAt: string
}

const columns: Record<keyof Omit<ResultRow, 'row'>, RegExp> = {
  barcode: /^(试管|采样管|样本|管)?(条码|条形码|编号|管号|编码|号)$|^(tube|sample)?\s?(bar)?code$/i,
  outcome: /^(检测|核酸)?结果$|^(result|outcome)$/i,
  method: /^(检测)?方法$|^method$/i,
  lab: /^(检测)?(机构|单位|实验室)$|^lab(oratory)?$/i,
  testedAt: /^(检测|报告)(时间|日期)$|^(tested( at)?|testedAt|time)$/i,
}

const mostRows = 20_000

/**
 * Reads a laboratory's file: csv (UTF-8 or GB18030) or a workbook. Refuses with upload.unreadable and says what is missing.
 */
export async function readResults(bytes: Buffer): Promise<ResultRow[]> {
  if (!bytes.subarray(0, 2).equals(Buffer.from('PK'))) return rowsOf(csvRows(bytes))
  const sheets = await readSheets(bytes, 'results.xlsx').catch((error) => {
    throw error instanceof Refused ? new Refused('upload.unreadable', error.details) : error
  })
  const [sheet] = sheets.filter(({ rows }) => rows.some((row) => row.some(Boolean)))
  return rowsOf(sheet?.rows ?? [], sheet?.firstRow)
}

function csvRows(bytes: Buffer): string[][] {
  const text = decode(bytes)
  const delimiter = [',', '\t', ';'].sort(
    (a, b) => (text.split('\n', 1)[0] ?? '').split(b).length - (text.split('\n', 1)[0] ?? '').split(a).length,
  )[0]
  try {
    return parse(text, {
      delimiter,
      relaxColumnCount: true,
      skipEmptyLines: true,
      trim: true,
      max_record_size: 10_000,
      to: mostRows + headingWithin + 2,
      bom: true,
    })
  } catch {
    throw new Refused('upload.unreadable', { reason: 'CSV' })
  }
}

const headingWithin = 10

/**
 * Rows under their heading, which may stand below a title; blank rows are nothing. `firstRow` is the number of the first.
 */
function rowsOf(rows: string[][], firstRow = 1): ResultRow[] {
  const placesIn = (row: readonly string[]) => {
    const at = (name: keyof typeof columns) => row.findIndex((label) => columns[name].test(label.trim()))
    return {
      barcode: at('barcode'),
      outcome: at('outcome'),
      method: at('method'),
      lab: at('lab'),
      testedAt: at('testedAt'),
    }
  }
  const heading = rows.slice(0, headingWithin).findIndex((row) => {
    const { barcode, outcome } = placesIn(row)
    return barcode >= 0 && outcome >= 0
  })
  if (heading < 0) throw new Refused('upload.unreadable', { reason: '条码、结果 (barcode, result)' })
  const place = placesIn(rows[heading] ?? [])
  const body = rows.slice(heading + 1)
  if (body.length > mostRows) throw new Refused('upload.unreadable', { reason: `> ${mostRows}` })
  const cell = (row: string[], index: number) => (index < 0 ? '' : (row[index] ?? '').trim().replace(/^'/, '').trim())
  return body.flatMap((row, i) =>
    row.every((text) => !text.trim())
      ? []
      : {
          row: heading + firstRow + 1 + i,
          barcode: tidyBarcode(cell(row, place.barcode)),
          outcome: cell(row, place.outcome),
          method: cell(row, place.method).slice(0, 60),
          lab: cell(row, place.lab).slice(0, 60),
          testedAt: cell(row, place.testedAt),
        },
  )
}

function decode(bytes: Buffer) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

const chinaAhead = 8 * 3_600_000

/** A laboratory's time: ISO 8601, or "2026-11-21 14:05" as China's clocks say it. Undefined for days and hours that do not exist. */
export function readTime(text: string): Date | undefined {
  const local = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[ T]?(?:(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?)?$/.exec(
    text.normalize('NFKC').trim(),
  )
  if (!local) {
    const time = new Date(text)
    return Number.isNaN(time.getTime()) ? undefined : time
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = local
    .slice(1)
    .map((part) => Number(part ?? 0))
  const said = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  const exists = said.getUTCMonth() === month - 1 && said.getUTCDate() === day && minute < 60 && second < 60
  return exists && hour < 24 ? new Date(said.getTime() - chinaAhead) : undefined
}
