import type { ProblemCode } from '../words/roster-problems'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'
const provinces = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d)/

/** The check character (ISO 7064 MOD 11-2) that belongs to the first 17 digits of a number. */
export function checkCharacter(digits: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  return checkCharacters[sum % 11] ?? ''
}

const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** A calendar date as YYYY-MM-DD, or undefined if year, month and day are no day between 1850 and today. */
export function calendarDate(year: number, month: number, day: number, today: string): string | undefined {
  if (year < 1850 || day < 1 || day > (days[month - 1] ?? 0) || (month === 2 && day === 29 && !isLeap(year)))
    return undefined
  const written = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return written > today ? undefined : written
}

/** The birth date that an 18-character number carries, if it is a possible one. */
export function birthDateOf(number: string, today: string): string | undefined {
  return calendarDate(Number(number.slice(6, 10)), Number(number.slice(10, 12)), Number(number.slice(12, 14)), today)
}

/** The sex that an 18-character number carries. */
export function sexOf(number: string): 'male' | 'female' {
  return Number(number[16]) % 2 === 1 ? 'male' : 'female'
}

/** Why an 18-character number (GB 11643, residence permit, foreign permanent resident) cannot be right, or undefined. */
export function residentNumberFault(number: string, today: string): ProblemCode | undefined {
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) {
    if (/[*?＊●]/.test(number)) return 'documentMasked'
    return /^\d+X?$/.test(number) ? 'documentLength' : 'documentCharacters'
  }
  if (!birthDateOf(number, today)) return 'documentDate'
  if (checkCharacter(number) !== number[17]) return 'documentCheckDigit'
  return provinces.test(number) ? undefined : 'documentProvince'
}

/** Whether somebody who types a long number has probably slipped; other documents are shorter or carry letters. */
export function looksMistyped(written: string, today: string): boolean {
  const number = written.normalize('NFKC').replace(/\s/g, '').toUpperCase()
  if (!/^\d{12,}X?$/.test(number) || number.length === 15) return false
  return residentNumberFault(number, today) !== undefined
}

/** The 18-character form of a 15-digit number of before 1999, by a member of staff's choice only: it assumes the 20th century. */
export function modernised(number: string): string | undefined {
  if (!/^[1-9]\d{14}$/.test(number)) return undefined
  const digits = `${number.slice(0, 6)}19${number.slice(6)}`
  return digits + checkCharacter(digits)
}
