import type { Dice, Home, Person } from './drawn-homes'

export type FormKind = 'wide' | 'forms' | 'abreast'

const addressOf = ({ estate, building, entrance, door }: Home) => `${estate}${building}号楼${entrance}单元${door}`

/** Rosters that are no plain list: a row for each household, a form above each, or two lists side by side. */
export function drawForms(kind: FormKind, homes: readonly Home[], dice: Dice): { rows: string[][]; dropped: number } {
  if (kind === 'wide') return wide(homes, dice)
  return kind === 'forms' ? forms(homes, dice) : abreast(homes)
}

function wide(homes: readonly Home[], dice: Dice) {
  const head = dice.pick([
    ['户主', '身份证号', '联系电话'],
    ['户主姓名', '户主身份证号', '户主电话'],
  ])
  const members = [2, 3, 4].flatMap((at) => [`成员${at}姓名`, `成员${at}身份证号`])
  const rows = homes.map((home) => {
    const [first, ...others] = home.people
    const said = [
      first?.name ?? '',
      first?.written ?? '',
      first?.phone ?? '',
      ...others.flatMap(({ name, written }) => [name, written]),
    ]
    return [home.estate, home.building, home.entrance, home.door, ...said]
  })
  for (const { people } of homes) for (const person of people.slice(1)) withoutPhone(person)
  return {
    rows: [['小区', '楼号', '单元', '房号', ...head, ...members], ...rows],
    dropped: homes.filter(({ people }) => people.length === 0).length,
  }
}

/** Where only the head's phone has a column, nobody else's was repaired. */
function withoutPhone(person: Person): void {
  if (/^(\+86|\d{3}-\d{4}-|[０-９])/.test(person.phone)) person.repaired = person.mended
}

function forms(homes: readonly Home[], dice: Dice) {
  const header = ['姓名', '与户主关系', '身份证号', '联系电话']
  const apart = dice.often(0.5)
  const rows = homes.flatMap((home) => [
    apart ? ['住址', addressOf(home)] : [`家庭住址：${addressOf(home)}`],
    header,
    ...home.people.map(({ name, relation, written, phone }) => [name, relation, written, phone]),
  ])
  return { rows, dropped: 2 * (homes.length - 1) }
}

function abreast(homes: readonly Home[]) {
  const lines = (own: readonly Home[]) =>
    own.flatMap((home) =>
      home.people.length > 0
        ? home.people.map(({ name, written, phone }) => [addressOf(home), name, written, phone])
        : [[addressOf(home), '', '', '']],
    )
  const [left, right] = [lines(homes.slice(0, 12)), lines(homes.slice(12))]
  const header = ['房号', '姓名', '身份证号', '联系电话']
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, at) => [
    ...(left[at] ?? ['', '', '', '']),
    ...(right[at] ?? ['', '', '', '']),
  ])
  return { rows: [[...header, ...header], ...rows], dropped: 0 }
}
