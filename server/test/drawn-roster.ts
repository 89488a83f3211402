import type { RosterTotals } from '@loumen/shared/imports/reading'
import { drawForms, type FormKind } from './drawn-forms'
import { Dice, drawHomes, flatStyles, type Home, type Kind, kinds, type Person } from './drawn-homes'

/** A table drawn from a seed as grid leaders keep them, and what is in it. Cells that were merged stand in their first row only. */
export interface DrawnRoster {
  sheets: { name: string; rows: string[][]; merges: string[] }[]
  /** What the column of document numbers is called. */
  documentLabel: string
  truth: RosterTotals
}

interface Column {
  label: string
  band: string
  cell: (home: Home, person: Person | undefined, first: boolean) => string
  /** Said once for a household where cells are merged. */
  merged?: boolean
}

function columnsFor(dice: Dice, kind: Exclude<Kind, FormKind>): { columns: Column[]; documentLabel: string } {
  const place = (label: string, cell: (home: Home) => string): Column => ({ label, band: '住址', merged: true, cell })
  const places: Record<Exclude<Kind, FormKind>, () => Column[]> = {
    flats: () =>
      dice.often(0.5)
        ? [
            place(
              dice.pick(['住址', '现住址', '家庭住址（详细）', '居住地址']),
              (home) => home.estate + dice.pick(flatStyles)(home),
            ),
          ]
        : [
            place(dice.pick(['小区', '小区名称', '所在小区']), (home) => home.estate),
            place(dice.pick(['楼栋', '楼号', '幢号']), ({ building }) => building + dice.pick(['', '号楼', '#'])),
            place(dice.pick(['单元', '单元号']), ({ entrance }) => entrance + dice.pick(['', '单元'])),
            place(dice.pick(['房号', '室', '门牌号', '房间号']), ({ door }) => door),
          ],
    village: () => [place('家庭地址', ({ estate, group, door }) => `${estate}${group}${door}号`)],
    lane: () =>
      dice.often(0.5)
        ? [place('地址', ({ estate, building, door }) => `${estate}${building}号${door}室`)]
        : [
            place('弄', ({ estate }) => estate),
            place('号', ({ building }) => building),
            place('室', ({ door }) => door),
          ],
    sheets: () => [place('单元', ({ entrance }) => entrance), place(dice.pick(['房号', '门牌']), ({ door }) => door)],
    headings: () => [place('单元', ({ entrance }) => entrance), place('室号', ({ door }) => door)],
  }
  const documentLabel = dice.pick(['身份证号', '公民身份号码', '证件号码', '身 份 证 号 码'])
  const people: Column[] = [
    {
      label: dice.pick(['姓名', '居民姓名', '姓  名', '成员姓名']),
      band: '人员信息',
      cell: (_, person) => person?.name ?? dice.pick(['空户', '']),
    },
    { label: documentLabel, band: '人员信息', cell: (_, person) => person?.written ?? '' },
    {
      label: dice.pick(['联系电话', '联系方式', '手机号']),
      band: '人员信息',
      cell: (_, person) => person?.phone ?? '',
    },
    ...(dice.often(0.6)
      ? [
          {
            label: dice.pick(['与户主关系', '关系']),
            band: '人员信息',
            cell: (_: Home, person: Person | undefined) => person?.relation ?? '',
          },
        ]
      : []),
  ]
  const blocks = [places[kind](), people, [{ label: '备注', band: '备注', cell: () => '' }]]
  return { columns: dice.shuffled(blocks).flat(), documentLabel }
}

/** The roster of a seed. */
export function drawRoster(seed: number): DrawnRoster {
  const dice = new Dice(seed)
  const kind = kinds[seed % kinds.length] ?? 'flats'
  const homes = drawHomes(dice, kind)
  if (kind === 'wide' || kind === 'forms' || kind === 'abreast') {
    const { rows, dropped } = drawForms(kind, homes, dice)
    return {
      sheets: [{ name: 'Sheet1', rows, merges: [] }],
      documentLabel: '身份证号',
      truth: truthOf(homes, 0, dropped),
    }
  }
  const { columns, documentLabel } = columnsFor(dice, kind)
  const [merging, banded, paged, totalled] = [dice.often(0.4), dice.often(0.3), dice.often(0.4), dice.often(0.5)]
  const titles = dice.to(4)
  let [dropped, duplicates, serial] = [0, 0, 0]
  const repeated: string[][] = []
  const table = (own: Home[], name: string) => {
    const rows: string[][] = [['尧晨社区居民信息登记表'], ['填表单位：尧晨社区居委会'], ['（2022年4月5日）']].slice(
      0,
      titles,
    )
    const merges: string[] = []
    const header = ['序号', ...columns.map(({ label }) => label)]
    if (banded) {
      rows.push(['', ...columns.map(({ band }, at) => (band === columns[at - 1]?.band ? '' : band))])
    }
    rows.push(header)
    let inPage = 0
    let building = ''
    for (const home of own) {
      if (kind === 'headings' && home.building !== building) {
        building = home.building
        rows.push([`${building}号楼`])
        dropped++
        inPage = 0
      } else if (paged && inPage > 8) {
        rows.push([], header)
        dropped += 2
        inPage = 0
      }
      const people = home.people.length > 0 ? home.people : [undefined]
      const top = rows.length + 1
      for (const [at, person] of people.entries()) {
        const said = columns.map(({ cell, merged }) =>
          merging && merged && at > 0 ? '' : cell(home, person, at === 0),
        )
        rows.push([String(++serial), ...said])
        inPage++
        if (!person) dropped++
        else if (kind === 'flats' && person.verified && dice.often(0.05)) {
          repeated.push(['', ...columns.map(({ cell }) => cell(home, person, true))])
          duplicates++
        }
      }
      if (merging && people.length > 1)
        columns.forEach(({ merged }, at) => {
          const letter = String.fromCharCode(66 + at)
          if (merged) merges.push(`${letter}${top}:${letter}${rows.length}`)
        })
    }
    if (kind === 'flats') rows.push(...repeated)
    if (totalled) {
      rows.push(['合计', `${own.length}户`, '', ''], ['填表人：王某', '', '审核人：李某'])
      dropped += 2
    }
    return { name, rows, merges }
  }
  const sheets =
    kind === 'sheets'
      ? ['1', '2', '12'].map((number) =>
          table(
            homes.filter(({ building }) => building === number),
            `${number}号楼`,
          ),
        )
      : [table(homes, 'Sheet1')]
  return { sheets, documentLabel: documentLabel.replace(/ /g, ''), truth: truthOf(homes, duplicates, dropped) }
}

function truthOf(homes: readonly Home[], duplicates: number, dropped: number): RosterTotals {
  const people = homes.flatMap((home) => home.people)
  const verified = people.filter((person) => person.verified).length
  const entrances = new Set(
    homes.flatMap(({ estate, building, entrance }) => (building ? [`${estate} ${building} ${entrance}`] : [])),
  )
  const doors = new Set(
    homes.map(({ estate, building, entrance, group, door }) => [estate, building, entrance, group, door].join()),
  )
  return {
    rows: people.length + duplicates + dropped,
    people: people.length,
    households: doors.size,
    entrances: entrances.size,
    verified,
    toVerify: people.length - verified,
    repaired: people.filter((person) => person.repaired).length,
    duplicates,
    dropped,
  }
}
