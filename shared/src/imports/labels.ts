import { plain, simplify } from '../roster/cell'
import { readTags, type Tag } from '../roster/tags'
import type { RosterField } from './fields'

/** People who keep the roster or answer for a resident: their columns are not the residents'. */
export const others = '网格员|网格长|楼长|填表|填报|采集人|调查员|联系人|包联|责任|监护|父亲|母亲|社区民警|志愿者'

/** In order: the first pattern that fits a label decides; null says that the column is none of ours. */
const names: readonly [RegExp, RosterField | null][] = [
  [
    /^(户号|户编号|家庭(编号|户号)|户序号?|住户编号|户籍?号|第几户|household(number|no|id)|familyid|hhid)$/,
    'householdNumber',
  ],
  [/^(户主)?与?(户主|本人|家长)?(之间)?的?关系$|与.*户?主?.*关系|^称谓$|关系$|^relation(ship)?/, 'relation'],
  [/户主.*(证|身份)/, 'headDocument'],
  [/(户主|联系人|监护人|家长).*(电话|手机|联系方式)|headphone/, 'headPhone'],
  [/^(户主|家长|所属户主|户主姓名|户主名|户代表)$|headof(the)?household|^(household|family)?head(name)?$/, 'head'],
  [new RegExp(`(${others}).*`), null],
  [/户籍|户口(所在|性质|地)|籍贯|身份证(上)?(住|地)址|民族|文化|学历|政治|婚姻|职业|工作单位|nation|occupation/, null],
  [/证件?(类型|种类|类别|名称)|^类型$|(document|id|certificate)type|typeof(document|id)/, 'documentType'],
  [
    /身份证|身分证|公民身份|出生(医学)?证|证件(号码?|编号)?$|证号|护照|通行证|居住证|(document|id|identity|passport|idcard|certificate)(card)?(number|no|num)?$/,
    'document',
  ],
  [/手机|电话|联系(方式|号码)|联络|mobile|phone|^tel|^contact/, 'phone'],
  [/^性别|^sex$|^gender$/, 'sex'],
  [/出生(日期|年月日?|时间)?$|生日|birth|^dob$/, 'birthDate'],
  [/^(周岁|年龄|岁数|age)$|年龄/, 'age'],
  [/网格(名称|编号|号|区域)?$|^(所属|所在)网格|^grid/, 'grid'],
  [
    /备注|特殊|情况|说明|标签|需求|健康|人员(类别|类型|属性)|人群|身体|附注|remark|^notes?$|comment|^tags?$|condition/,
    'note',
  ],
  [
    /^(居民|人员|成员|家庭成员|家庭成员姓名|本人|住户|常住人口|受检人|被采样人|被检测人|居住人|人)?(姓名|名字|名称)$|^(家庭成员|住户|居民|成员|人员|被登记人员?|登记对象)$|^(姓名|全名)|姓名$|^(full|resident|person)?names?$/,
    'name',
  ],
  [/^(序号|编号|序|行号|no|#|s\/?n|serial(no|number)?|index|num)$|序号/, 'serial'],
]

const building = /楼(栋|号|幢|宇|座|房)|栋|幢|号楼|^楼$|^座$|building|bldg|^block/
const entrance = /单元|楼门|门洞|^梯|梯号|entrance|^unit/
const door =
  /房(间)?号?(码)?$|门牌|室号?$|^门号?$|门户|户门|^房屋(门牌|编号|号)|户室|(门|住户)号|^号$|^(宿舍|寝室)(号|房号)?$|^door|^room|^(apartment|apt|flat)/
const places: readonly [RegExp, RosterField][] = [
  [
    /^(所在|居住)?(道路|街巷|(街路?|路街?)巷|路|街|巷|弄|里弄|巷弄|胡同|路段)(名称?|号)?$|^(street|road|lane)(name)?$/,
    'street',
  ],
  [/地址|住址|住所|住处|居住地|居住(位置|详情)|所在位置|详细位置|address|residence/, 'address'],
  [/小区|楼盘|院落|庭院|村(庄|名|屯)|自然村|^村$|棚户区|^estate|compound|neighbou?rhood|village/, 'estate'],
  [/^(所在|所属)?(单位|企业|公司|工厂|厂区|学校)(名称)?$|^(company|school|firm)$/, 'firm'],
  [/楼层|^层(数|号|次)?$|^floor|所在层/, 'floor'],
  [/村?民?小?组(别|名|号)?$|^排$|车间|班组|年级|班级|班次|^班$|^部门$|workshop|^shift$|^class$|^group$/, 'group'],
]

/** A label as the patterns expect it: simplified, without spaces, marks and remarks in parentheses. */
export function labelOf(cell: string): string {
  if (cell.length > 60) return ''
  const text = simplify(plain(cell)).toLowerCase()
  const short = text.replace(/\([^)]*\)|\[[^\]]*\]/g, '').replace(/[\s*:'"“”_.\-–—]/g, '')
  return short || text.replace(/[\s*:()[\]]/g, '')
}

/** The field that a column's label means; null for one that is known and not ours, undefined for an unknown one. */
export function fieldOf(numbered: string): RosterField | null | undefined {
  if (!numbered || numbered.length > 30) return undefined
  const label = numbered.replace(/(?<=.)[\d一二三四五六]$/, '').replace(/(?<=[\u4e00-\u9fff])[a-z]{2,}$/, '')
  const parts = [building, entrance, door].filter((part) => part.test(label)).length
  if (parts >= 2 && !/姓名|证|电话/.test(label)) return 'address'
  if (/^(是否|有无)/.test(label)) return 'flag'
  const named = names.find(([pattern]) => pattern.test(label))
  if (named) return named[1]
  if (label.length <= 8 && readTags(label).length > 0) return 'flag'
  const part = /^(?:居住|家庭|现|房屋)?(?:地址|住址)(.+)$/.exec(label)?.[1]
  const inPart = part && !/^(门牌号?码?|详情|信息|明细)$/.test(part) ? fieldOf(part) : undefined
  if (inPart) return inPart
  const place = places.find(([pattern]) => pattern.test(label))
  if (place) return place[1]
  if (building.test(label)) return 'building'
  if (entrance.test(label)) return 'entrance'
  return door.test(label) ? 'door' : undefined
}

/** The tag that a yes/no column such as 是否独居 asks for. */
export function flagOf(label: string): Tag | undefined {
  return readTags(label.replace(/^(是否|有无)(为|是|有)?/, ''))[0]
}
