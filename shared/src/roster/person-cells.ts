import { plain } from './cell'
import type { Sex } from './document'
import { calendarDate } from './resident-number'

/** A name cell read: remarks in parentheses and a relation before a colon are taken out of it. */
export interface NameReading {
  name: string
  relation?: string
  remark?: string
  repaired: boolean
}

const relationWords =
  '户主|本人|配偶|妻子?|丈夫|夫|儿子?|女儿?|子女|长子|次子|三子|长女|次女|三女|父亲?|母亲?|父母|岳父|岳母|公公|婆婆|儿媳|女婿|孙子|孙女|外孙|外孙女|租户|租客|房东|保姆'
const onlyRelation = new RegExp(`^(${relationWords})$`)
const withRelation = new RegExp(`^(${relationWords})\\s*[:-]\\s*(.+)$`)

const nobody =
  /^(空户?|空置(房|户|中)?|空关房?|空房|闲置房?|空着|无人?|(常年|长期)?无人(居住|住|在家)?|(长期|常年)?(没有?人|未?不?住人|未?空置?)(居住|住)?|未入住|未(装修|交房|售出?)|毛坯房?|暂无|待[售租拆]|出租中?|拆除|已拆除?|商铺|门面房?|门市房?|仓库|库房|储藏室|车库|未知|不详|[-—/\\.*?]+|n\/?a|none|null|vacant|empty)$/i

/** Reads a name: spaces inside Chinese names and stray marks go, the dot of 阿依古丽·买买提 is one kind of dot. */
export function readName(written: string): NameReading {
  const text = plain(written.slice(0, 80))
    .replace(/^['"‘’“”`*、,.。;]+|['"‘’“”`*、,.。;:]+$/g, '')
    .replace(/^\d{1,3}[.、)]?\s*(?=[\u3400-\u9fff]{2})/, '')
  const remark = /\(([^)]*)\)?/.exec(text)?.[1]?.trim()
  const outside = remark === undefined ? text : text.replace(/\([^)]*\)?/, '').trim()
  const related = withRelation.exec(outside)
  const relation = related?.[1] ?? (remark && onlyRelation.test(remark) ? remark : undefined)
  const name = (related?.[2] ?? outside)
    .replace(/(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff·•])|(?<=[·•])\s+/g, '')
    .replace(/(?<=[\u3400-\u9fff])\s*[•‧∙⋅・.。]\s*(?=[\u3400-\u9fff])/g, '·')
    .trim()
  if (nobody.test(name)) return { name: '', repaired: false }
  return {
    name,
    ...(relation && { relation }),
    ...(remark && remark !== relation && { remark }),
    repaired: name !== written,
  }
}

/** The sex that a cell says, if it says one. */
export function readSex(written: string): Sex | undefined {
  const text = plain(written).toLowerCase()
  if (/^(男性?|m|male|1|1[-.]?男)$/.test(text)) return 'male'
  return /^(女性?|f|female|2|2[-.]?女)$/.test(text) ? 'female' : undefined
}

/** The date that a cell says as YYYY-MM-DD; undefined if it says no whole, possible one. */
export function readDate(written: string, today: string): string | undefined {
  const text = plain(written).replace(/\s/g, '')
  const serial = /^(\d{4,5})(?:\.0+)?$/.exec(text)?.[1]
  if (serial && Number(serial) > 3_000)
    return readDate(new Date(Date.UTC(1899, 11, 30 + Number(serial))).toISOString().slice(0, 10), today)
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(T?\d\d:\d\d.*)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  return parts ? calendarDate(Number(parts[1]), Number(parts[2]), Number(parts[3]), today) : undefined
}

/** Whether a relation cell names the head of the household. */
export function isHead(relation: string): boolean {
  return /^(户主|本人|家长|户主本人|head|self)$/i.test(plain(relation).replace(/\s/g, ''))
}
