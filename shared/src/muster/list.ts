import { Mobile } from '../accounts/schema'
import { columnLetters } from '../imports/problems'
import { domainWord } from '../words/domain'
import { type MusterRole, musterRoles } from './rules'
import type { Mustered, MusterFault } from './schema'

type Field = 'name' | 'phone' | 'unit' | 'role'

const heads: Record<Field, RegExp> = {
  name: /^(姓名|名字|人员|name)$/i,
  phone: /^(手机号?码?|电话|联系电话|联系方式|电话号码|phone|mobile)$/i,
  unit: /^(单位|工作单位|来自|学校|医院|unit|from)$/i,
  role: /^(岗位|角色|任务|职责|工种|roles?|posts?)$/i,
}

const alsoSaid: Record<string, MusterRole> = {
  医生: 'sampler',
  护士: 'sampler',
  医护: 'sampler',
  采样: 'sampler',
  录入员: 'registrar',
  登记: 'registrar',
  录入: 'registrar',
  转运: 'courier',
  司机: 'courier',
  志愿: 'volunteer',
  教师: 'volunteer',
  老师: 'volunteer',
}

/** The role that a word of a list means. */
export function roleSaid(text: string): MusterRole | undefined {
  const said = text.trim().toLowerCase()
  const named = musterRoles.find((role) =>
    (['zh', 'en'] as const).some((language) => domainWord(language, 'role', role).toLowerCase() === said),
  )
  return named ?? musterRoles.find((role) => role.toLowerCase() === said) ?? alsoSaid[text.trim()]
}

const places: Record<Field, number> = { name: 0, phone: 1, unit: 2, role: 3 }

/** Where the columns are: by the head within the first ten rows, or in the usual order where there is none. */
function columnsOf(rows: readonly (readonly string[])[]): { first: number; at: Record<Field, number> } {
  for (const [row, cells] of rows.slice(0, 10).entries()) {
    const found = Object.entries(heads).map(([field, head]) => [
      field,
      cells.findIndex((cell) => head.test(cell.replace(/\s/g, ''))),
    ])
    const at = Object.fromEntries(found) as Record<Field, number>
    if (at.name >= 0 && at.phone >= 0) return { first: row + 1, at }
  }
  return { first: 0, at: places }
}

/**
 * Reads a list of people with their unit and roles, and says which cells cannot be taken. A list with one fault is not taken
 * at all; `firstRow` is what the spreadsheet calls its first.
 */
export function readMusterList(
  rows: readonly (readonly string[])[],
  firstRow = 1,
): { people: Omit<Mustered, 'known'>[]; faults: MusterFault[] } {
  const { first, at } = columnsOf(rows)
  const people: Omit<Mustered, 'known'>[] = []
  const faults: MusterFault[] = []
  const phones = new Set<string>()
  for (const [index, cells] of rows.entries()) {
    if (index < first || cells.every((cell) => !cell.trim())) continue
    const cell = (field: Field) => (cells[at[field]] ?? '').trim()
    const row = index + firstRow
    const fault = (field: Field, code: MusterFault['code'], text = cell(field)) =>
      faults.push({ row, column: columnLetters(Math.max(0, at[field])), code, text: text.slice(0, 80) })
    const name = cell('name').replace(/\s+/g, ' ').slice(0, 40)
    const phone = Mobile.safeParse(cell('phone')).data
    if (!name) fault('name', 'noName')
    if (!phone) fault('phone', 'phone')
    else if (phones.has(phone)) fault('phone', 'phoneTwice')
    else phones.add(phone)
    const words = cell('role')
      .split(/[、，,;；/+\n]+/)
      .map((word) => word.trim())
      .filter(Boolean)
    if (!words.length) fault('role', 'noRole')
    for (const word of words) if (!roleSaid(word)) fault('role', 'role', word)
    const roles = [...new Set(words.flatMap((word) => roleSaid(word) ?? []))]
    if (name && phone && roles.length) people.push({ row, name, phone, unit: cell('unit').slice(0, 40), roles })
  }
  return { people, faults }
}
