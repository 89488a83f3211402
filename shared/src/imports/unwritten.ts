import type { ColumnMapping } from './header'

const ditto = /^(同上|同前|同上行|〃+|″|"|”|''|ditto)$/i

/** A row whose 同上 and 〃 are what stands above; nobody has the name or number of somebody else. */
export function withoutDitto(cells: string[], above: readonly string[], { name, document }: ColumnMapping): string[] {
  if (!cells.some((cell) => ditto.test(cell.trim()))) return cells
  const own = new Set([...(name ?? []), ...(document ?? [])])
  return cells.map((cell, column) => (ditto.test(cell.trim()) && !own.has(column) ? (above[column] ?? '') : cell))
}

/**
 * Text files saved from a spreadsheet that took document numbers for numbers end them in 000. One such number is
 * ordinary; where many are, the digits are lost and the numbers say so from here on.
 */
export function withoutLostDigits(rows: string[][], mapping: ColumnMapping): string[][] {
  const column = mapping.document?.[0]
  if (column === undefined) return rows
  const lost = (cells: string[]) => /^\s*[1-9]\d{14}000\s*$/.test(cells[column] ?? '')
  const count = rows.filter(lost).length
  const numbers = rows.filter((cells) => /^\s*\d{17}[\dXx]\s*$/.test(cells[column] ?? '')).length
  if (count < 3 || count * 4 < numbers) return rows
  return rows.map((cells) => {
    if (!lost(cells)) return cells
    const digits = (cells[column] ?? '').trim()
    return cells.map((cell, at) => (at === column ? `${digits[0]}.${digits.slice(1, 15)}E+17` : cell))
  })
}
