import { type AddressContext, readAddress } from './address'
import { plain } from './cell'

const estate =
  /([\u4e00-\u9fffA-Z0-9]{2,14}?(?:小区|花园|家园|新村|公寓|棚户区|嘉园|名苑|雅苑|新城|宿舍|[^社]区[一二三四五六七八九十\d]期|村))/i
const building = /(?<![\dA-Z])(\d{1,3}|[A-Z])(?:号楼|栋|幢|座|#楼?|楼)(?:(\d{1,2})(?:单元|门))?/i

/** What a title, the name of a sheet or a heading row says about the rows under it. */
export function contextOf(text: string, before: AddressContext = {}): AddressContext {
  const said = plain(text).replace(/\s/g, '')
  const named = readAddress(text).place
  if (named.building && !/册|表|名单|名录|信息|登记/.test(said)) {
    const place = { ...(named.estate ? { estate: named.estate } : before.estate && { estate: before.estate }) }
    return { ...place, building: named.building, ...(named.entrance && { entrance: named.entrance }) }
  }
  const inEstate = estate.exec(said)?.[1]?.replace(/^.*社区(?=.{2})/, '')
  const inBuilding = building.exec(said)
  if (inBuilding?.[1]) {
    return {
      ...((inEstate ?? before.estate) && { estate: inEstate ?? before.estate }),
      building: inBuilding[1],
      ...(inBuilding[2] && { entrance: inBuilding[2] }),
    }
  }
  if (named.entrance && before.building) return { ...before, entrance: named.entrance }
  return inEstate ? { estate: inEstate } : before
}
