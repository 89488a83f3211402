import { maskDocument, maskName, type PersonView } from '../masking'

/** A cell of a file as a role sees it: names and long numbers masked, whatever column they stand in. */
export function maskCell(text: string, view: PersonView): string {
  const name =
    /^[\u3400-\u9fff](?:[\u3400-\u9fff·\s]{1,4}|[\u3400-\u9fff·]{1,11})$/.test(text) &&
    !/[楼栋幢门号室区路村组]/.test(text)
  if (name) return maskName(text.replace(/\s/g, ''), view.name)
  return text.replace(/[A-Z]{0,3}\d[\d*\s.-]{5,}[\dX*]?(E\+?\d+)?/gi, (number) =>
    /^\d{4}-\d{1,2}-\d{1,2}$/.test(number) ? number : (maskDocument(number, view.document) ?? '****'),
  )
}
