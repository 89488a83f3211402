import { readAddress } from '../roster/address'
import { plain } from '../roster/cell'
import type { Header } from './header'
import { labelledPlace, mayLabel } from './labelled'
import { labelOf } from './labels'

export type RowKind = 'blank' | 'total' | 'header' | 'heading' | 'remark' | 'data'

const totals =
  /^(本(页|表|楼|单元|小区|网格)?)?(合计|小计|总计|共计|累计|合共|总数|总人数|人数|户数|总户数|总人口|统计|汇总|subtotal|total|grandtotal)([::(].*|\d+.*|[户人].*)?$|^[\u4e00-\u9fff\d]{0,10}(合计|小计|总计)[::]?$|^(共|总共|合计|总计)[::]?\d+[户人名]/i
const remarks =
  /^(注|备注|说明|填表|制表|填报|审核|复核|负责人|联系人|核对|登记人|调查人|采集人|打印|日期|时间|网格员|网格长|楼长|填写|以上|以下|第\d+页|page\d)[^\d]{0,12}[::.]|^第\s*\d+\s*页|^page\s*\d|^(以上|以下)|^注[::意\d]/i

const example = /^[([]?(示例|样例|范例|填写示例|例如?[:)])|[([](示例|样例|例)[)\]]$/

/** A part of the list, said in a row of its own: 租户, 常住人口. */
const section =
  /^(以下)?(常住|户籍|流动|外来|暂住|境外|租住|出租|本地|外地|其他|其它|已|未|在册|人户分离)*(租户|租客|住户|人口|人员|居民|业主|商户|学生|职工|员工|工人|党员|村民|老人|儿童|户|名单)$/

/** What a row under the header is. */
export function rowKind(cells: readonly string[], header: Header): RowKind {
  const texts = cells.map((cell) => plain(cell))
  const said = texts.filter(Boolean)
  if (said.length === 0 || onlySerial(texts, said, header)) return 'blank'
  if (repeatsHeader(texts, header)) return 'header'
  if (numbersColumns(said)) return 'header'
  const compact = said.map((text) => text.replace(/\s/g, ''))
  const carriesNumber = compact.some((text) => /\d{15,}/.test(text))
  if (!carriesNumber && compact.slice(0, 3).some((text) => totals.test(text))) return 'total'
  if (compact.slice(0, 3).some((text) => example.test(text))) return 'remark'
  if (carriesNumber) return 'data'
  if (mayLabel(said[0] ?? '') && labelledPlace(said)) return 'heading'
  if (remarks.test(compact[0] ?? '')) return 'remark'
  const distinct = new Set(compact)
  if (distinct.size > 1) return 'data'
  const only = compact[0] ?? ''
  const { building, entrance, door } = readAddress(only).place
  if ((building || entrance) && !door) return 'heading'
  if (section.test(only)) return 'heading'
  const names = header.mapping.name ?? []
  if (
    names.some((column) => texts[column]) &&
    /^[\u3400-\u9fff·\d]{1,6}$/.test(only) &&
    !/[楼栋幢单元组村区]/.test(only)
  )
    return 'data'
  const placed = [...(header.mapping.address ?? []), ...(header.mapping.door ?? [])].some((column) => texts[column])
  if (placed && !names.some((column) => texts[column])) return 'data'
  return /[楼栋幢座元组村区院排园苑城里舍]/.test(only) && only.length <= 30 ? 'heading' : 'remark'
}

/** Forms number their columns under the header: 1 2 3 4. */
function numbersColumns(said: readonly string[]): boolean {
  return said.length >= 3 && said.every((text, at) => /^\d{1,2}$/.test(text) && Number(text) === Number(said[0]) + at)
}

/** A row that was numbered beforehand and never filled in. */
function onlySerial(texts: readonly string[], said: readonly string[], header: Header): boolean {
  const serial = header.mapping.serial?.[0]
  return said.length === 1 && serial !== undefined && /^\d+$/.test(texts[serial] ?? '')
}

const labelsOf = new WeakMap<Header, string[]>()

function repeatsHeader(texts: readonly string[], header: Header): boolean {
  const labels = labelsOf.get(header) ?? header.labels.map(labelOf)
  labelsOf.set(header, labels)
  let same = 0
  let said = 0
  texts.forEach((text, column) => {
    if (!text) return
    said++
    const label = labels[column]
    if (label && text.length <= 30 && mayBe(text, label) && labelOf(text) === label) same++
  })
  return same >= 2 && same * 2 >= said
}

/** A cheap look before labels are compared in earnest: simplifying changes characters, so the last may differ, not all. */
function mayBe(text: string, label: string): boolean {
  return text.includes(label[0] ?? '') || text.includes(label.at(-1) ?? '') || /[A-Z]/.test(text)
}
