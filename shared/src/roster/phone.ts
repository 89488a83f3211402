import { plain } from './cell'

/** The phones of a cell, first the one to call; `wrong` when the cell says something that is no phone. */
export interface PhoneReading {
  phones: string[]
  wrong: boolean
  /** The first phone was written in another form (hyphens, spaces, +86, full-width digits) and is the same number. */
  repaired: boolean
}

const nothing = /^(无|没有|无电话|无手机|不详|未知|空|暂无|拒.*|[/\\.*?-]+|—+|0+|none|n\/?a|null|no)$/i
const mobile = /^1[3-9]\d{9}$/
const landline = /^0\d{2,3}\d{7,8}$/

/** One phone in its stored form: a mobile's 11 digits, a landline as 0354-1234567, a foreign one as +…; undefined if it is none. */
export function phoneNumber(written: string): string | undefined {
  const text = plain(written)
    .replace(/[\s().·_]/g, '')
    .replace(/[—–‐−]/g, '-')
  const local = text.replace(/-/g, '').replace(/^(\+?0{0,2}86)(?=1\d{10}$|0\d{9,11}$)/, '')
  if (mobile.test(local)) return local
  const area = /^0(1\d|2\d)\d{8}$/.test(local) ? 3 : 4
  if (landline.test(local)) return `${local.slice(0, area)}-${local.slice(area)}`
  const extension = /^(0\d{2,3}-\d{7,8})(-\d{1,5})$/.exec(text)
  if (extension) return `${extension[1]}${extension[2]}`
  const abroad = `+${text.replace(/-/g, '').replace(/^(\+|00)/, '')}`
  return /^(\+|00)/.test(text) && !/^(\+|00)86/.test(text) && /^\+[1-9]\d{6,14}$/.test(abroad) ? abroad : undefined
}

/** Reads a phone cell: one number or several, with words around them ("女儿 139…", "139…/022-…"). */
export function readPhones(written: string): PhoneReading {
  const text = exact(plain(written.slice(0, 100)).replace(/^['"‘’`]+|['"‘’`]+$/g, ''))
  if (!text || nothing.test(text)) return { phones: [], wrong: false, repaired: false }
  const phones: string[] = []
  const whole = phoneNumber(text.replace(/[^\d+\s().·_—–‐−-]/g, ''))
  if (whole) phones.push(whole)
  else for (const part of text.split(/[/、,;|\\:\n]|或|和|[\u4e00-\u9fff]+/)) phones.push(...partNumbers(part))
  const distinct = [...new Set(phones)]
  return {
    phones: distinct,
    wrong: distinct.length === 0,
    repaired: distinct.length === 1 && distinct[0] !== written.trim() && differs(distinct[0], written),
  }
}

function differs(phone: string | undefined, written: string): boolean {
  return phone?.startsWith('0') ? phone.replace('-', '') !== written.trim().replace('-', '') : true
}

/** A mobile that a spreadsheet wrote as 1.3800138000E+10 with all its digits, or as 13800138000.0. */
function exact(text: string): string {
  const scientific = /^(1)\.(\d{10})E\+?10$/i.exec(text)
  return scientific ? `${scientific[1]}${scientific[2]}` : text.replace(/^(\d{11})\.0+$/, '$1')
}

function partNumbers(part: string): string[] {
  const whole = phoneNumber(part)
  if (whole) return [whole]
  const glued = /^(1[3-9]\d{9})(1[3-9]\d{9})$/.exec(part.replace(/\s/g, ''))
  if (glued?.[1] && glued[2]) return [glued[1], glued[2]]
  return part.split(/[\s()]+/).flatMap((piece) => phoneNumber(piece) ?? [])
}
