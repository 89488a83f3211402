import { plain } from '../roster/cell'
import type { ColumnMapping, Header } from './header'
import { fieldOf, labelOf } from './labels'

const plate = /^(门牌号?码?|号码?|门号|楼门牌号?)$/
const room = /室|房/

/**
 * A plate in front of a column for the room is the building's, 45 in 弄 号 室; beside a building of its own it only
 * says where in the street that stands.
 */
export function withPlates(mapping: ColumnMapping, labels: readonly string[]): ColumnMapping {
  const doors = labels.flatMap((label, column) => (fieldOf(label) === 'door' ? [column] : []))
  const rooms = doors.filter((column) => room.test(labels[column] ?? ''))
  const before = doors.find((column) => plate.test(labels[column] ?? '') && column < (rooms[0] ?? 0))
  if (before === undefined || rooms.length === 0) return mapping
  const { building, street = [] } = mapping
  return {
    ...mapping,
    door: rooms.slice(0, 1),
    ...(building ? { street: [...street, before] } : { building: [before] }),
  }
}

/** Whether the column of buildings is one of plates: a house without rooms has its door there. */
export function buildingsArePlates({ mapping, labels }: Header): boolean {
  const [column] = mapping.building ?? []
  return column !== undefined && fieldOf(labelOf(labels[column] ?? '')) === 'door'
}

/** Streets and lanes in columns of their own are the estate where no other is named: 张杨路 123弄. */
export function withStreets(cells: string[], { mapping, labels }: Header): string[] {
  const [first, ...more] = mapping.street ?? []
  if (first === undefined) return cells
  const [column] = mapping.estate ?? []
  if (column !== undefined && column !== first) return cells
  const parts = [first, ...more].map((at) => {
    const said = plain(cells[at] ?? '').replace(/\s/g, '')
    if (!/^[\dA-Z]{1,4}$/i.test(said)) return said
    return said + (/[路街巷弄]/.exec(labelOf(labels[at] ?? ''))?.[0] ?? '号')
  })
  const all = parts.reduce((text, part) => (part.startsWith(text) ? part : text + part), '')
  return all === (cells[first] ?? '') ? cells : cells.map((cell, at) => (at === first ? all : cell))
}
