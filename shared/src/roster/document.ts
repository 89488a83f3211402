import type { ProblemCode } from '../words/roster-problems'
import { plain, simplify } from './cell'
import { birthDateOf, calendarDate, residentNumberFault, sexOf } from './resident-number'

export const documentTypes = [
  'residentId',
  'residencePermit',
  'foreignPermanentResident',
  'hkMacauTravelPermit',
  'taiwanTravelPermit',
  'passport',
  'birthCertificate',
  'other',
] as const
export type DocumentType = (typeof documentTypes)[number]

export type Sex = 'male' | 'female'

/** A document as a person's row gives it: `fault` says why the number cannot be right. */
export interface DocumentReading {
  type: DocumentType
  number: string
  fault?: ProblemCode
  birthDate?: string
  sex?: Sex
  /** The number was written in another form (full-width digits, spaces, lower case …) and is the same number. */
  repaired: boolean
}

const typeWords: readonly [RegExp, DocumentType][] = [
  [/(港澳台|港澳|台湾|香港|澳门).*居住证|residence permit/i, 'residencePermit'],
  [/永久?居留?|外国人.*居留|foreign.*permanent/i, 'foreignPermanentResident'],
  [/台湾.*通行|台胞|来往大陆|taiwan/i, 'taiwanTravelPermit'],
  [/港澳|回乡证|来往内地|香港|澳门|hong ?kong|macau/i, 'hkMacauTravelPermit'],
  [/护照|passport/i, 'passport'],
  [/出生|birth/i, 'birthCertificate'],
  [/身份证|户口|居民|^id\b|identity|resident id/i, 'residentId'],
  [/军官|士官|士兵|军人|武警|文职|警官|民警|驾驶|学生证|社保|残疾|其他|其它|other/i, 'other'],
]

/** The type that the words of a type column, or a word before a number, mean. */
export function documentTypeOf(words: string): DocumentType | undefined {
  const text = simplify(plain(words.slice(0, 40))).replace(/身分/g, '身份')
  return text ? typeWords.find(([pattern]) => pattern.test(text))?.[1] : undefined
}

const nothing =
  /^(无|没有|暂无|不详|不明|未知|未办理?|未上户口?|未提供|未登记|待[补查核].*|拒.*|忘[了记].*|空|缺|[/\\.。,、*?？-]+|[—–]+|([0-9x])\2*|none|n\/?a|null|nil|undefined|unknown)$/i

const shapes: readonly [RegExp, DocumentType][] = [
  [/^[HM]\d{8}(\d{2})?$|^[HM]A\d{7}$/, 'hkMacauTravelPermit'],
  [/^[A-Z]{3}\d{12}$/, 'foreignPermanentResident'],
  [/^[A-Z]\d{9}$/, 'birthCertificate'],
  [/^[A-Z]{1,2}\d{6,8}$/, 'passport'],
]

const formats: Partial<Record<DocumentType, RegExp>> = {
  foreignPermanentResident: /^[A-Z]{3}\d{12}$/,
  hkMacauTravelPermit: /^[HM]\d{8}(\d{2})?$|^[HM]A\d{7}$/,
  taiwanTravelPermit: /^\d{8}(\d{2})?$/,
  passport: /^(?=.*\d)[A-Z0-9]{5,17}$/,
  birthCertificate: /^[A-Z]\d{9}$/,
  other: /^.{1,30}$/,
}

/** Whether a cell of document numbers says in words that there is none, or nothing at all. */
export function saysNoDocument(written: string): boolean {
  const text = plain(written.slice(0, 100))
  return !text || nothing.test(text)
}

/** Reads a document number cell. `declared` is what the file says the type is; undefined when the cell says there is none. */
export function readDocument(
  written: string,
  declared: DocumentType | undefined,
  today: string,
): DocumentReading | undefined {
  const text = plain(written.slice(0, 100))
  const lost = /^(\d)\.(\d+)E\+?(\d+)$/i.exec(text.replace(/ /g, ''))
  const known = /^([1-9]\d{13,14})\?{3,4}$/.exec(text)
  if (known?.[1]) return lostDigits(known[1], 18, today)
  if (lost) return lostDigits(`${lost[1]}${lost[2]}`, Number(lost[3]) + 1, today)
  if (declared === 'other' && !nothing.test(text)) return otherDocument(text)
  const label = /^([\u4e00-\u9fff]{2,12})[号码:]*\s*(?=[A-Z0-9])/i.exec(text)
  const named = label ? documentTypeOf(label[1] ?? '') : undefined
  let number = (named ? text.slice(label?.[0].length) : text)
    .toUpperCase()
    .replace(/[×ХΧ✕╳]$/u, 'X')
    .replace(/[\s'"‘’“”`´,.。、;:_-]/g, '')
  number = number.replace(/(?<=^[A-Z]{0,3}\d{6,15})\((?:[\u4e00-\u9fff]{2,10}|[A-Z])\)$/, '')
  const embedded = /^[\u4e00-\u9fff():]*([1-9]\d{16}[\dX])[\u4e00-\u9fff():]*$/.exec(number)
  if (embedded?.[1]) number = embedded[1]
  if (!number || nothing.test(number) || nothing.test(text) || !/\d.*\d.*\d.*\d/.test(number)) return undefined
  const reading = classify(number, named ?? declared, today)
  return { ...reading, repaired: number !== written }
}

function otherDocument(text: string): DocumentReading {
  const fault = text.length > 30 ? 'documentFormat' : undefined
  return { type: 'other', number: text.slice(0, 60), repaired: false, ...(fault && { fault }) }
}

function classify(
  number: string,
  declared: DocumentType | undefined,
  today: string,
): Omit<DocumentReading, 'repaired'> {
  if (/^\d{17}[\dX]$/.test(number)) return byNumber(number, today)
  const shape = shapes.find(([pattern]) => pattern.test(number))?.[1]
  if (/^\d{15}$/.test(number) && declared !== 'passport') {
    const birthDate = calendarDate(
      1900 + Number(number.slice(6, 8)),
      Number(number.slice(8, 10)),
      Number(number.slice(10, 12)),
      today,
    )
    return { type: 'residentId', number, fault: 'documentOldFormat', ...(birthDate && { birthDate }) }
  }
  if (!declared || declared === 'residentId' || declared === 'residencePermit') {
    if (shape) return { type: shape, number }
    return {
      type: declared ?? 'residentId',
      number: number.slice(0, 60),
      fault: residentNumberFault(number, today) ?? 'documentLength',
    }
  }
  if (formats[declared]?.test(number)) return { type: declared, number }
  if (shape && shape !== 'passport') return { type: shape, number }
  const fault = /[*?]/.test(number)
    ? 'documentMasked'
    : /^\d{14,}X?$/.test(number)
      ? 'documentLength'
      : 'documentFormat'
  return { type: fault === 'documentLength' ? 'residentId' : declared, number: number.slice(0, 60), fault }
}

function byNumber(number: string, today: string): Omit<DocumentReading, 'repaired'> {
  const type = /^8[123]0000/.test(number)
    ? 'residencePermit'
    : number.startsWith('9')
      ? 'foreignPermanentResident'
      : 'residentId'
  const fault = residentNumberFault(number, today)
  const birthDate = birthDateOf(number, today)
  return { type, number, ...(fault && { fault }), ...(birthDate && { birthDate }), sex: sexOf(number) }
}

/** A number of which only the first digits survived: the lost ones stay visible as question marks. */
function lostDigits(kept: string, length: number, today: string): DocumentReading {
  const known = kept.slice(0, 15)
  const birthDate = length === 18 && known.length >= 14 ? birthDateOf(known, today) : undefined
  const number = length < 60 ? known.padEnd(length, '?') : known
  return { type: 'residentId', number, fault: 'documentLostDigits', repaired: false, ...(birthDate && { birthDate }) }
}

/**
 * What two documents have in common when they are the same one: a class and the part of the number that lasts.
 * 18-character numbers share one class; travel permits count without their renewal digits.
 */
export function identityKey(document: { type: DocumentType; number: string }): string {
  const number = plain(document.number).toUpperCase().replace(/[\s-]/g, '')
  if (/^\d{17}[\dX]$/.test(number)) return `resident:${number}`
  if (document.type === 'hkMacauTravelPermit') return `hkMacau:${number.slice(0, 9)}`
  if (document.type === 'taiwanTravelPermit') return `taiwan:${number.slice(0, 8)}`
  return `${document.type}:${number}`
}

/** Whole years of age on a day, both dates as YYYY-MM-DD. */
export function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** Children under 14 act through a guardian. */
export function needsGuardian(birthDate: string, today: string): boolean {
  return ageOn(birthDate, today) < 14
}
