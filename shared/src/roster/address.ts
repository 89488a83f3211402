import { numeral, plain, simplify } from './cell'
import { floorOf, type Place, type PlaceKind } from './place'

/** What the surroundings of an address say (title, name of the sheet, heading row) where the address itself is silent. */
export interface AddressContext {
  estate?: string
  building?: string
  entrance?: string
  group?: string
}

/** An address read: `repaired` when its characters were (full-width digits, ideographic spaces, 、 for hyphens). */
export interface AddressReading {
  place: Place
  repaired: boolean
}

const unitWords = '号楼栋幢座单元门梯层室户房排组队巷弄'
const tail = new RegExp(`[-\\dA-Z〇零一二两三四五六七八九十百${unitWords}东西南北中左右甲乙丙丁戊附第#]+$`, 'i')
const counted = new RegExp(
  `[〇零一二两三四五六七八九十百]+(?=[${unitWords}]|-|$)|(?<=-|[${unitWords}])[〇零一二两三四五六七八九十百]+`,
  'g',
)

const building = '(?<building>(?<!\\d)[甲乙丙丁]?\\d{1,4}[A-Z]?|(?<![A-Z])[A-Z]\\d{0,3}|[甲乙丙丁戊东西南北中])'
const buildingUnit = '(?<buildingUnit>号?(?:宿舍|公寓|教工|职工)?楼|号?[栋幢座]楼?|号)'
const entrance = '(?<entrance>\\d{1,2}[A-Z]?|[A-Z]|[甲乙丙丁东西南北中])'
const entranceUnit = '(?<entranceUnit>单元|号?楼?门洞?|号?梯|单)'
const floor = '(?:(?<floor>\\d{1,2})(?:层|楼|F)-?)?'
const door =
  '(?<door>(?:\\d{3,4}-\\d{3,4}|[A-Z东西南北中左右]?\\d{1,5}[A-Z]?|(?:底商|商铺|门面|门市|车库)\\d{0,3}|负\\d{1,4}|地下室?\\d{0,3}|阁楼|门房|[东西南北中左右]{1,2}|[A-Z])(?:-[\\dA-Z]{1,2})?(?:号?[室户房屋]|号|[东西南北中左右][户室屋]?)?)'

/** The bed of a dormitory room. */
const bed = /(?<=\d|室|房)\s*[-—、,，]?\s*(?:第?(?:\d{1,2}|[A-Za-z一二三四五六七八九十])号?|[上下])[床铺]位?$/
/** A floor below the ground: 负一层01, -1层, 地下2层. */
const basement = /(?:负|地下|(?<=[元门楼栋幢座])-)([一二三1-3])[层楼](\d{0,3})室?$/

const withBuilding = new RegExp(
  `^(?<estate>.*?)(?:第(?=\\d))?${building}(?:${buildingUnit}-?|-)(?:${entrance}(?:${entranceUnit}-?|-))?${floor}${door}?$`,
  'i',
)
const withoutBuilding = new RegExp(`^(?<estate>.*?)(?<![\\dA-Z])${entrance}${entranceUnit}-?${floor}${door}?$`, 'i')
/** Without a building word in front of it, what follows an entrance is its floor: 2单元3楼502. */
const entranceFirst = new RegExp(
  `^(?<estate>[^\\d号楼栋幢座]*)(?<entrance>\\d{1,2}|[甲乙丙丁东西南北中])(?:单元|门洞?)-?(?<floor>\\d{1,2})(?:层|楼)-?${door}?$`,
  'i',
)
const fourParts = new RegExp(
  `^(?<estate>.*?)${building}(?:${buildingUnit}-?|-)${entrance}(?:${entranceUnit}-?|-)(?<floor>\\d{1,2})-(?<door>\\d{1,4})室?$`,
  'i',
)
const withFreeDoor = new RegExp(
  `^(?<estate>.*?)${building}(?<buildingUnit>号楼|号?[栋幢座]楼?)(?:${entrance}(?:单元|门))?(?<door>[\\u4e00-\\u9fff\\dA-Z]{2,12})$`,
  'i',
)
const house =
  /^(?<estate>.*?)(?<group>(?:第?\d+(?:排|组|队|巷|弄|社)-?)+)?(?<door>(?<![\dA-Z])(?:临|附|甲|乙|东|西|南|北|[A-Z](?=\d{3}))?\d+[A-Z]?(?:号院?|户|院|室|房)?(?:(?:-附?|附|(?<=[号院室户房]))\d+(?:号|室|户|房)?)*(?:[东西南北中][屋户])?)?$/i
const work =
  /^(?<estate>.{2,}?(?:厂|公司|集团|工地|学校|小学|中学|学院|大学|幼儿园|酒店|医院|商场|超市|市场))(?<group>.*(?:车间|班组?|部|科|组|队|线|年级|项目))$/
const villageWords = /(村|庄|屯|寨|棚户区|平房|胡同|[街巷路道弄]|大院|自建房|家园村|营|堡|组)$/
const firmWords = /(厂|公司|集团|工地|学校|学院|大学|中学|员工|职工|集体|项目部).*(宿舍|公寓|板房)|宿舍楼|板房/

/** Full-width digits and letters, ideographic spaces and 、: repaired. Brackets, commas and plain spaces are ways of writing. */
export const oddCharacters = /[\u3000\uff0d\uff10-\uff19\uff21-\uff3a\uff41-\uff5a、]/

/** Reads an address written in one cell, down to the door: 窑上小区 1号楼 1单元 102室, 3-2-501, 北合流棚户区37号. */
export function readAddress(written: string, context: AddressContext = {}): AddressReading {
  return { place: parse(ordered(written), context), repaired: oddCharacters.test(written.trim()) }
}

const english: readonly [RegExp, string][] = [
  [/\b(?:building|bldg|block)\b\.?\s*#?\s*([\dA-Z]{1,4})\b/gi, '$1号楼'],
  [/\b(?:unit|entrance)\b\.?\s*#?\s*([\dA-Z]{1,2})\b/gi, '$1单元'],
  [/\bfloor\b\s*(\d{1,2})\b/gi, '$1层'],
  [/\b(?:room|apartment|apt|flat|door)\b\.?\s*#?\s*([\dA-Z]{1,6})\b/gi, '$1室'],
]

/** The address in one ordinary spelling: simplified, hyphens between bare numbers, Chinese numerals before unit words as digits. */
function ordered(written: string): string {
  let said = simplify(plain(written))
    .slice(0, 200)
    .replace(/(?<=[\d号室户房])\s*\([^()\d]{1,20}\)?$/, '')
  if (/[a-z]{4}/i.test(said)) said = english.reduce((text, [pattern, meaning]) => text.replace(pattern, meaning), said)
  const text = said
    .replace(/單元/g, '单元')
    .replace(/[壹贰叁肆伍陆柒捌玖](?=号楼|[栋幢座门层]|单元)/g, (formal) =>
      String('壹贰叁肆伍陆柒捌玖'.indexOf(formal) + 1),
    )
    .replace(/廿(?=[一二三四五六七八九]?(?:号楼|[栋幢座门]))/g, '二十')
    .replace(bed, '')
    .replace(
      /第?([\d一二三四五六七八九十]{1,3})村?民?小组|第?([\d一二三四五六七八九十]{1,3})村民组/g,
      (_, a: string, b: string) => `${numeral(a ?? b)}组`,
    )
    .replace(basement, (_, level: string, door: string) => `负${numeral(level)}${door}`)
    .replace(/[—–‐‑−~_―→ー]+|(?<=\d)[。・](?=\d)/g, '-')
    .replace(/(?<=号)[付之](?=\d)/g, '附')
    .replace(/#(?:楼|栋)?(?=.)/g, (found, at: number, all: string) =>
      /\d/.test(all[at - 1] ?? '') ? '号楼' : found.slice(1),
    )
    .replace(/[#。、,.;；，/\\|·:*\s]+$/u, '')
    .replace(/(?<=\d)[\s、/\\.,;|·:*]+(?=[\dA-Z])|(?<=[A-Z])[\s、/\\.,;|·:*]+(?=\d)/gi, '-')
    .replace(/[、/\\.,;|·:*'"“”()]+/g, '')
    .replace(/(?<![A-Z])\s+|\s+(?![A-Z])/gi, '')
    .replace(/-{2,}/g, '-')
    .replace(/[.。-]+$/, '')
  const end = tail.exec(text)?.[0] ?? ''
  return text.slice(0, text.length - end.length) + end.replace(counted, numeral)
}

function parse(text: string, context: AddressContext): Place {
  const upstairs = entranceFirst.exec(text)?.groups
  if (upstairs) return flat(upstairs, context)
  const found = fourParts.exec(text)?.groups
  if (found && sameFloor(found.floor, found.door)) return flat(found, context)
  const groups = withBuilding.exec(text)?.groups
  if (groups && isFlat(groups)) return flat(groups, context)
  const entranceOnly = withoutBuilding.exec(text)?.groups
  if (entranceOnly) return flat(entranceOnly, context)
  const working = work.exec(text)?.groups
  if (working) return { estate: local(working.estate ?? ''), group: working.group ?? '', door: '', kind: 'workplace' }
  const free = withFreeDoor.exec(text)?.groups
  return free ? flat(free, context) : behindDoor(text, context)
}

function sameFloor(floor: string | undefined, door: string | undefined): boolean {
  return Number(door) < 100 || floorOf(door ?? '') === Number(floor)
}

type Groups = Record<string, string | undefined>

function isFlat(groups: Groups): boolean {
  if (groups.buildingUnit) return Boolean(groups.door || groups.entrance) || groups.buildingUnit !== '号'
  if (groups.entrance) return true
  return !(villageWords.test(groups.estate ?? '') && groups.door)
}

function flat(groups: Groups, context: AddressContext): Place {
  let { building: inBuilding, entrance: inEntrance } = {
    building: bare(groups.building),
    entrance: bare(groups.entrance),
  }
  let onFloor = groups.floor ? Number(groups.floor) : undefined
  const label = doorLabel(groups.door, onFloor)
  if (inBuilding && !inEntrance && label) {
    if (groups.buildingUnit === '楼' && floorOf(label) === Number(inBuilding)) {
      onFloor = Number(inBuilding)
      inBuilding = context.building
      inEntrance = context.entrance
    } else if (!groups.buildingUnit && context.building) {
      inEntrance = inBuilding
      inBuilding = context.building
    }
  }
  inBuilding ??= context.building
  const estate = local(groups.estate ?? '') || (context.estate ?? '')
  const lived = !inEntrance && (firmWords.test(estate) || groups.buildingUnit?.includes('宿舍')) ? 'dormitory' : 'flat'
  return made({
    estate,
    building: inBuilding,
    entrance: inEntrance,
    floor: onFloor ?? floorOf(label),
    door: label,
    kind: lived,
  })
}

/** A place without building and entrance words: a door of the context's entrance, a village house, a dormitory room. */
function behindDoor(text: string, context: AddressContext): Place {
  const found: Groups = house.exec(text)?.groups ?? { estate: text }
  const room = found.door ? null : /^(.{2,})(门房|传达室|值班室|物业|车库|地下室|平房)$/.exec(found.estate ?? '')
  const named = local(room?.[1] ?? found.estate ?? '')
  const estate = named || (context.estate ?? '')
  const group = found.group?.replace(/-$/, '').replace(/^第/, '') ?? (found.door ? context.group : undefined)
  const label = room?.[2] ?? bare((found.door ?? '').replace(/(号院?|户|院|室|房)$/, '')) ?? ''
  if (!named && !found.group && (context.building || context.entrance)) {
    return made({
      estate,
      building: context.building,
      entrance: context.entrance,
      floor: floorOf(label),
      door: label,
      kind: 'flat',
    })
  }
  const kind: PlaceKind = /宿舍|板房/.test(estate)
    ? 'dormitory'
    : villageWords.test(estate) || group || !floorOf(label)
      ? 'house'
      : 'flat'
  return made({ estate, group, floor: kind === 'house' ? undefined : floorOf(label), door: label, kind })
}

function made(
  place: { [K in keyof Place]: Place[K] | undefined } & { estate: string; door: string; kind: PlaceKind },
): Place {
  const { estate, building: inBuilding, entrance: inEntrance, group, floor: onFloor, door: label, kind } = place
  return {
    estate,
    ...(inBuilding && { building: inBuilding }),
    ...(inEntrance && { entrance: inEntrance }),
    ...(group && { group }),
    ...(onFloor && { floor: onFloor }),
    door: label,
    kind,
  }
}

function bare(label: string | undefined): string | undefined {
  return label?.replace(/^0+(?=\d)/, '').toUpperCase()
}

function doorLabel(written: string | undefined, onFloor: number | undefined): string {
  const label = bare((written ?? '').replace(/(?<!地下)(号?[室户房屋]|号)$/, '')) ?? ''
  if (!onFloor) return label
  if (/^\d{1,2}$/.test(label)) return `${onFloor}${label.padStart(2, '0')}`
  return /^\d/.test(label) || !label ? label : `${onFloor}${label}`
}

const region =
  /^(?:.{2,8}?(?:省|自治区))?(?:.{2,8}?市(?!场)(?:.{1,8}?[区县旗](?!$))?)?(?:.{2,8}?(?:街道办事处|街道|镇|乡))?(?:.{2,10}?(?:社区|居委会|村委会))?(?:第?[\d一二三四五六七八九十]+网格)?/

/** An estate's name without province, city, street and community in front of it. */
function local(estate: string): string {
  const name = estate.replace(/^[-\s]+|[-\s]+$/g, '')
  const rest = name.slice(region.exec(name)?.[0].length ?? 0)
  return rest.length >= 3 && !/^([一二三四五六七八九十\dA-Z]{1,2}|[东西南北中])[期区里]/.test(rest) ? rest : name
}
