/** The columns of an exported roster; importing it again finds every one of them. */
export const exportColumns = [
  '小区',
  '楼栋',
  '单元',
  '楼层',
  '房号',
  '姓名',
  '与户主关系',
  '证件类型',
  '证件号码',
  '联系电话',
  '特殊情况',
  '备注',
] as const

/**
 * A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe in front (ASVS 1.2.10), also in
 * full-width characters.
 */
export function guarded(text: string): string {
  return /^[=+\-@\t\r\0＝＋－＠]/.test(text) ? `'${text}` : text
}

/** Rows as CSV for a spreadsheet: RFC 4180 with a byte order mark. */
export function toCsv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => {
    const safe = guarded(text)
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

const marks: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const xml = (text: string) => text.replace(notXml, '').replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)

/** Rows as the sheet of a workbook: every cell is a text, so that no number loses its last digits. */
export function toSheetXml(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) =>
    text ? `<c t="inlineStr"><is><t xml:space="preserve">${xml(guarded(text))}</t></is></c>` : '<c/>'
  const body = rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${body}</sheetData></worksheet>`
}
