import { checkCharacter } from '../src/roster/resident-number'

/** A well-formed resident number of an area that does not exist, different for each serial. Odd serials are men. */
export function residentNumber(serial: number, born = '19800101'): string {
  const digits = `1499${String(Math.floor(serial / 1000) % 100).padStart(2, '0')}${born}${String(serial % 1000).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}

/** A table drawn with bars: one line a row, `|` between cells. */
export function table(drawn: string): string[][] {
  return drawn
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim().replace(/\\n/g, '\n')))
}
