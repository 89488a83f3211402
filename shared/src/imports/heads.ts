import { plain } from '../roster/cell'
import { readName } from '../roster/person-cells'
import type { Header } from './header'
import { fieldOf, labelOf } from './labels'

/**
 * 户主 身份证号 | 家庭成员 …: a number between the head and the members belongs to the head, unless every person has a row
 * and only the order of the columns is odd. Then the head stands among the members.
 */
export function withHeadsOwn(header: Header, rows: readonly (readonly string[])[]): Header {
  const { head, name, headDocument, headPhone, document = [], phone = [] } = header.mapping
  const [at, members] = [head?.[0], name?.[0]]
  if (at === undefined || members === undefined || at > members || headDocument) return header
  if (header.labels.filter((label) => fieldOf(labelOf(label)) === 'name').length > 1) return header
  const between = (column: number) => column > at && column < members
  const own = document.filter(between)
  const others = document.filter((column) => !own.includes(column))
  if (own.length === 0) return header
  if (others.length === 0 && headsAmongMembers(rows, at, members)) return header
  const ownPhone = phone.filter(between)
  const otherPhones = phone.filter((column) => !ownPhone.includes(column))
  const { document: _, phone: __, ...rest } = header.mapping
  return {
    ...header,
    mapping: {
      ...rest,
      headDocument: own,
      ...(headPhone ? { headPhone } : ownPhone.length > 0 && { headPhone: ownPhone }),
      ...(others.length > 0 && { document: others }),
      ...(otherPhones.length > 0 && { phone: otherPhones }),
    },
  }
}

/** Whether heads of households have rows of their own among the members; where the column says no names, it says 是 or 否. */
function headsAmongMembers(rows: readonly (readonly string[])[], head: number, members: number): boolean {
  let named = 0
  let said = 0
  for (const cells of rows) {
    const written = plain(cells[head] ?? '')
    if (!written) continue
    said++
    if (/^[\u3400-\u9fff·\s]{2,}$/.test(written)) named++
    if (readName(written).name === readName(cells[members] ?? '').name) return true
  }
  return named * 2 < said
}
