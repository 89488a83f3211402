import { type AddressContext, readAddress } from '../roster/address'
import { plain } from '../roster/cell'
import type { ColumnMapping } from './header'

const estate =
  /([\u4e00-\u9fffA-Z0-9]{2,14}?(?:小区|花园|家园|新村|公寓|棚户区|嘉园|名苑|雅苑|新城|宿舍|[^社]区[一二三四五六七八九十\d]期|村)(?:[一二三四五六七八九十\d]{1,2}期|[东西南北]区)?)/i
const building = /(?<![\dA-Z])(\d{1,3}|[A-Z])(?:号楼|栋|幢|座|#楼?|楼)(?:(\d{1,2})(?:单元|门))?/i

const titleWords =
  /\s*(居民|住户|人员|人口|家庭|业主|户主|楼门|基本|信息|摸排|登记|花|户籍|常住|核酸|检测|采样)*(底册|名册|登记|信息|统计|汇总|明细|名单|名录|台账|情况|摸底|一览)?(表|册|单)?(\(.*\)|（.*）)?\s*$/

const asides = /附件\d*[::]?|\d{4}年(\d{1,2}月)?(\d{1,2}日)?|第?[\d一二三四五六七八九十]+网格/g
const several = /(楼|栋|幢|座|单元)?\s*[-~—至到、,，和及]\s*(\d+|[A-Z])\s*(号楼|栋|幢|座|#|楼|单元)/i

const estateWords =
  /^[\u4e00-\u9fffA-Z\d]{1,12}([区院里苑园庄城府湾坊巷街路村屯寨舍寓弄郡居庭轩阁]|胡同|家属楼|大厦|公馆|平房|排房)$/i

/** What the name of a sheet says, which may be no more than a number: a building, or 3-1 an entrance, where no column says so. */
export function sheetContext(name: string, { building, address, door, estate, firm }: ColumnMapping): AddressContext {
  const text = plain(name.replace(/\.\w{2,4}$/, ''))
  const number = building || address || !door ? null : /^(\d{1,3}|[A-Z])(?:[-—](\d{1,2}))?#?$/i.exec(text)
  if (number?.[1]) return { building: number[1].toUpperCase(), ...(number[2] && { entrance: number[2] }) }
  const context = contextOf(text)
  if (Object.keys(context).length > 0 || estate || firm) return context
  const said = text.replace(titleWords, '').replace(/\s/g, '')
  return estateWords.test(said) && !/社区|网格|[辖全片]区|责任区/.test(said) ? { estate: said } : context
}

/** What a title, the name of a sheet or a heading row says about the rows under it. */
export function contextOf(written: string, before: AddressContext = {}): AddressContext {
  const text = plain(written.slice(0, 100)).replace(asides, ' ').trim()
  const said = text.replace(/\s/g, '')
  const inEstate = estate.exec(said)?.[1]?.replace(/^.*社区(?=.{2})/, '')
  if (several.test(said)) return inEstate ? { estate: inEstate } : before
  const named = readAddress(text.replace(titleWords, '')).place
  if (named.building) {
    const place = { ...(named.estate ? { estate: named.estate } : before.estate && { estate: before.estate }) }
    return { ...place, building: named.building, ...(named.entrance && { entrance: named.entrance }) }
  }
  const inBuilding = building.exec(said)
  if (inBuilding?.[1]) {
    return {
      ...((inEstate ?? before.estate) && { estate: inEstate ?? before.estate }),
      building: inBuilding[1],
      ...(inBuilding[2] && { entrance: inBuilding[2] }),
    }
  }
  if (named.entrance && before.building) return { ...before, entrance: named.entrance }
  if (named.group && !named.door && named.kind === 'house') {
    const around = named.estate || inEstate || before.estate
    return { ...(around && { estate: around }), group: named.group }
  }
  return inEstate ? { estate: inEstate } : before
}
