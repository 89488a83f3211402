import { maskDocument, maskName, type PersonView } from '../masking'

const nameLike = /^[\u3400-\u9fff](?:[\u3400-\u9fff·\s]{1,4}|[\u3400-\u9fff·]{1,11})$/
const placeLike = /[楼栋幢门号室区路村组格]/
/** Documents and phones have at least so many digits; an address written 1-1-101 has fewer. */
const personalDigits = 7

/** A cell of a file as a role sees it: names and long numbers masked, whatever column they stand in. */
export function maskCell(text: string, view: PersonView): string {
  if (nameLike.test(text) && !placeLike.test(text)) return maskName(text.replace(/\s/g, ''), view.name)
  return text.replace(/[A-Z]{0,3}\d[\d*\s.-]{4,}[\dX*]?(E\+?\d+)?/gi, (number) => {
    const digits = number.replace(/[^\d*]/g, '').length
    if (digits < personalDigits || /^\d{4}-\d{1,2}-\d{1,2}$/.test(number)) return number
    return maskDocument(number, view.document) ?? '****'
  })
}
