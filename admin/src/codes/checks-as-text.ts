import type { Site } from '@loumen/shared/rounds/schema'
import type { ShiftCheck } from '@loumen/shared/tubes/schema'
import type { Language } from '@loumen/shared/words/language'

/** A cell of a CSV file; one that a spreadsheet would take for a formula is made plain text. */
const cell = (text: string | number) =>
  `"${String(text)
    .replace(/^[=+\-@\t\r]/, "'$&")
    .replaceAll('"', '""')}"`

/** Every count of a site as a table for a spreadsheet. */
export function checksAsText(site: Site, checks: readonly ShiftCheck[], language: Language): string {
  const head =
    language === 'zh'
      ? [
          '采样台',
          '上次清点',
          '清点时间',
          '清点人',
          '本班封管',
          '系统',
          '手上',
          '缺',
          '多',
          '签字人',
          '签字时间',
          '说明',
        ]
      : [
          'table',
          'last count',
          'counted at',
          'by',
          'closed in the shift',
          'record',
          'in hand',
          'missing',
          'extra',
          'signed by',
          'signed at',
          'note',
        ]
  const rows = checks.map((check) => [
    site.tables.find(({ id }) => id === check.tableId)?.number ?? '',
    check.since ?? '',
    check.at,
    check.by,
    check.closed,
    check.scanned,
    check.counted,
    check.missing.join(' '),
    check.unknown.join(' '),
    check.signed?.by ?? '',
    check.signed?.at ?? '',
    check.signed?.note ?? '',
  ])
  return [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')
}
