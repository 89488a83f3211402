import { type AddressContext, readAddress } from '../roster/address'
import { plain } from '../roster/cell'
import { labelOnly } from './columns'
import { fieldOf, labelOf } from './labels'

export const labelledLevels = ['estate', 'building', 'entrance', 'address', 'door'] as const
export type LabelledLevel = (typeof labelledLevels)[number]

const labels: readonly [RegExp, LabelledLevel][] = [
  [/^(家庭|居住|现|户主|详细)?(详细)?(地址|住址)$/, 'address'],
  [/^(所在|居住|所属)?(小区|院落|村)(名称)?$/, 'estate'],
  [/^(楼栋|楼幢|楼|栋|幢)号?$/, 'building'],
  [/^(单元|楼门|门洞)号?$/, 'entrance'],
  [/^(房间?号?|门牌号?码?|室号?)$/, 'door'],
]

const levelOf = (label: string) => labels.find(([pattern]) => pattern.test(label))?.[1]

/**
 * What a form says above its table, a label and its text beside each other or in one cell: 楼号 | 3号楼 | 单元 | 2单元,
 * 住址：3-2-501. Undefined for a line that says anything else about people.
 */
export function labelledPlace(cells: readonly string[]): Partial<Record<LabelledLevel, string>> | undefined {
  const found: Partial<Record<LabelledLevel, string>> = {}
  const said = cells.filter((cell, at) => cell.trim() && cell !== cells[at - 1])
  if (said.length > 12 || (said.length > 1 && !said.some((cell) => mayBeLabel.test(cell)))) return undefined
  const parts = said.flatMap((cell) =>
    plain(cell)
      .replace(/\s*[::]\s*/g, '\t')
      .split(/(?<=\t\S+) |[;；]/),
  )
  for (let at = 0; at < parts.length; at++) {
    const [label = '', written] = (parts[at] ?? '').split('\t')
    const level = levelOf(label.replace(/\s/g, ''))
    if (!level) continue
    const text = written || (parts[at + 1] ?? '')
    if (!written) at++
    if (text && !text.includes('\t') && text.length <= 40 && (written || isValue(text, level))) found[level] ??= text
  }
  if (Object.keys(found).length > 0) return found
  const [alone = ''] = said
  return said.length === 1 && isDoor(plain(alone)) ? { address: alone } : undefined
}

/** Whether a line is nothing but the address of a door: 3号楼2单元501室 above its people. */
function isDoor(text: string): boolean {
  const { building, door } =
    /室|\d-\d+$|元\d+$|[号栋]楼?\d{3,4}$/.test(text) && !/\d户/.test(text) ? readAddress(text).place : {}
  return Boolean(building && door)
}

/** Whether a cell beside a label is its text and no label itself: the upper row of a header has labels only. */
function isValue(text: string, level: LabelledLevel): boolean {
  if (levelOf(text.replace(/\s/g, '')) || /信息|情况|姓名|证/.test(text)) return false
  if (level === 'estate') return fieldOf(labelOf(text)) === undefined || /(小区|村)$/.test(text)
  return (
    /[\dA-Z一二三四五六七八九十甲乙丙丁东西南北]/i.test(text) &&
    !['name', 'phone', null].includes(fieldOf(labelOf(text)) ?? '')
  )
}

/** A cheap look: whether a cell may name the place of what follows. */
export const mayLabel = (cell: string) => mayBeLabel.test(cell)

const mayBeLabel = /^\s*[^\d\s]{0,6}(址|小\s*区|院落|村|楼|栋|幢|单\s*元|门|号|码|室|房|名称)\s*([:：]|$)/

/** What the labels of a form add to what is known around it. */
export function labelledContext(
  { estate, building, entrance }: Partial<Record<LabelledLevel, string>>,
  before: AddressContext,
): AddressContext {
  return {
    ...before,
    ...(estate && { estate }),
    ...(building && { building: labelOnly(building) }),
    ...(entrance && { entrance: labelOnly(entrance) }),
  }
}
