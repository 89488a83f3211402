import fc from 'fast-check'
import { residentNumber } from '../../test/numbers'
import { readRoster } from './reading'

const today = '2026-11-21'
const estates = ['窑上小区', '招商局小区', '尧晨东区', '水利局宿舍', '锦绣花园二期', 'A区', '八一小区', '阳光100']
const surnames = [...'王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗']
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰']

/** `number` is what the file says and reading should keep: right, wrong, too short or nothing. */
interface Person {
  name: string
  number: string
  right: boolean
}
interface Household {
  estate: string
  building: string
  entrance: string
  door: string
  people: Person[]
}

/** Households behind different doors, listed estate by estate, their people all different. */
const community = fc
  .array(
    fc.record({
      estate: fc.constantFrom(...estates),
      building: fc.oneof(fc.integer({ min: 1, max: 30 }).map(String), fc.constantFrom('A', 'B1')),
      entrance: fc.integer({ min: 1, max: 6 }).map(String),
      door: fc
        .tuple(fc.integer({ min: 1, max: 33 }), fc.integer({ min: 1, max: 6 }))
        .map(([floor, flat]) => `${floor}0${flat}`),
      names: fc.uniqueArray(
        fc.tuple(fc.constantFrom(...surnames), fc.constantFrom(...given), fc.constantFrom(...given)),
        { minLength: 1, maxLength: 5, selector: (parts) => parts.join('') },
      ),
      faults: fc.array(fc.nat(12), { minLength: 5, maxLength: 5 }),
    }),
    { minLength: 3, maxLength: 30 },
  )
  .map((drawn) => {
    const seen = new Set<string>()
    let serial = 1
    const households: Household[] = []
    for (const { names, faults, ...place } of drawn) {
      const key = Object.values(place).join('|')
      if (seen.has(key)) continue
      seen.add(key)
      const people = names.map((parts, at) => person(parts.join(''), residentNumber(serial++), faults[at]))
      households.push({ ...place, people })
    }
    return households.sort((a, b) => estates.indexOf(a.estate) - estates.indexOf(b.estate))
  })

function person(name: string, number: string, fault = 9): Person {
  if (fault === 0) return { name, number: '', right: false }
  if (fault === 1) return { name, number: number.slice(0, 17), right: false }
  if (fault === 2) return { name, number: number.slice(0, 17) + (number.endsWith('5') ? '6' : '5'), right: false }
  return { name, number, right: true }
}

const wide = (text: string) => text.replace(/[\dA-Z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))

const addressStyles: ((home: Household) => string)[] = [
  ({ estate, building, entrance, door }) =>
    `${estate}${building.length > 1 || /\d$/.test(estate) ? ' ' : ''}${building}号楼${entrance}单元${door}`,
  ({ estate, building, entrance, door }) => `${estate} ${building}号楼 ${entrance}单元 ${door}室`,
  ({ estate, building, entrance, door }) => `${estate} ${building}栋${entrance}门${door}`,
  ({ estate, building, entrance, door }) => `${estate}，${building}#楼-${entrance}-${door}`,
  ({ estate, building, entrance, door }) => `${estate} ${wide(building)}号楼${wide(entrance)}单元${wide(door)}`,
]
const dashed = ({ estate, building, entrance, door }: Household) => `${estate}${building}-${entrance}-${door}`

const numberStyles: ((number: string) => string)[] = [
  (number) => number,
  (number) => number && `'${number}`,
  (number) => wide(number),
  (number) => number.toLowerCase(),
  (number) => `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`,
]
const nameStyles: ((name: string) => string)[] = [
  (name) => name,
  (name) => `${name[0]}\u3000${name.slice(1)}`,
  (name) => ` ${name} `,
]

interface Style {
  address: number
  number: number
  name: number
  columns: 'one' | 'split' | 'merged' | 'headed' | 'twoRows'
  titles: number
  repeats: number
  totals: boolean
  pageBreaks: boolean
  leading: number
}
const style: fc.Arbitrary<Style> = fc.record({
  address: fc.nat(50),
  number: fc.nat(50),
  name: fc.nat(50),
  columns: fc.constantFrom('one', 'split', 'merged', 'headed', 'twoRows'),
  titles: fc.nat(3),
  repeats: fc.nat(9),
  totals: fc.boolean(),
  pageBreaks: fc.boolean(),
  leading: fc.nat(2),
})

/** The households as a grid leader's table, and how many rows of it repeat somebody. */
function drawn(households: readonly Household[], chosen: Style): { rows: string[][]; repeats: number } {
  const pick = <T>(list: readonly T[], seed: number) => list[seed % list.length] as T
  const headers: Record<Style['columns'], string[][]> = {
    one: [['序号', '姓名', '身份证号码', '家庭住址', '备注']],
    split: [['序号', '小区', '楼号', '单元', '房号', '姓名', '身份证号码', '备注']],
    merged: [['序号', '小区', '楼号', '单元', '房号', '姓名', '身份证号码', '备注']],
    headed: [['房号', '姓名', '身份证号码', '备注']],
    twoRows: [
      ['序号', '住址', '', '', '', '居民', '', '备注'],
      ['', '小区', '楼栋', '单元', '室', '姓名', '证件号码', ''],
    ],
  }
  const header = headers[chosen.columns]
  const rows = Array.from({ length: chosen.titles }, (_, at) => (at === 0 ? ['居民摸排底册（4月5日更新）'] : []))
  rows.push(...header)
  let serial = 0
  let repeats = 0
  let above: Household | undefined
  for (const home of households) {
    if (chosen.columns === 'headed' && stairs(home) !== stairs(above)) rows.push([stairs(home) ?? ''])
    home.people.forEach((person, at) => {
      serial++
      const name = pick(nameStyles, chosen.name + serial)(person.name)
      const number = pick(numberStyles, chosen.number + serial)(person.number)
      const written = (chosen.address + serial) % 3 ? pick(addressStyles, chosen.address + serial) : dashed
      const address = (/\d$/.test(home.estate) ? addressStyles[1] : written)?.(home) ?? ''
      const row = {
        one: () => [String(serial), name, number, address, ''],
        headed: () => [home.door, name, number, ''],
        split: () => [String(serial), ...splitCells(home, chosen, above, at), name, number, ''],
        merged: () => [String(serial), ...splitCells(home, chosen, above, at), name, number, ''],
        twoRows: () => [String(serial), ...splitCells(home, chosen, above, at), name, number, ''],
      }[chosen.columns]()
      rows.push(row)
      above = home
      if (chosen.columns !== 'merged' && chosen.repeats && serial % (chosen.repeats + 3) === 0) {
        rows.push([...row])
        repeats++
      }
    })
    if (chosen.pageBreaks && serial % 7 === 0 && chosen.columns !== 'merged') rows.push([], ...header)
  }
  if (chosen.totals) rows.push([], ['合计', '', '', `${serial}人`])
  return { rows: rows.map((cells) => [...Array(chosen.leading).fill(''), ...cells]), repeats }
}

const stairs = (home: Household | undefined) => home && `${home.estate} ${home.building}号楼${home.entrance}单元`

function splitCells(home: Household, chosen: Style, above: Household | undefined, at: number): string[] {
  const cells = [home.estate, `${home.building}号楼`, `${home.entrance}单元`, home.door]
  if (chosen.columns !== 'merged') return cells
  if (at > 0) return ['', '', '', '']
  const same = [above?.estate, above && `${above.building}号楼`, above && `${above.entrance}单元`]
  let changed = false
  return cells.map((cell, level) => {
    changed ||= level === 3 || cell !== same[level]
    return changed ? cell : ''
  })
}

test('whatever the table looks like, the same people come out behind the same doors', () => {
  fc.assert(
    fc.property(community, style, (households, chosen) => {
      const { rows, repeats } = drawn(households, chosen)
      const reading = readRoster([{ name: 'Sheet1', rows }], { today })
      const read = reading.households.map(({ place, people }) =>
        [
          place.estate,
          place.building,
          place.entrance,
          place.door,
          ...people.map((person) => `${person.name}${person.document?.number ?? ''}`).sort(),
        ].join(' '),
      )
      const meant = households.map(({ estate, building, entrance, door, people }) =>
        [estate, building, entrance, door, ...people.map((person) => `${person.name}${person.number}`).sort()].join(
          ' ',
        ),
      )
      expect(read.sort()).toEqual(meant.sort())
      const people = households.flatMap((home) => home.people)
      const verified = people.filter(({ right }) => right).length
      expect(reading.totals).toMatchObject({
        people: people.length,
        households: households.length,
        verified,
        toVerify: people.length - verified,
        duplicates: repeats,
      })
      expect(reading.totals.rows).toBe(people.length + repeats + reading.totals.dropped)
    }),
    { numRuns: 200 },
  )
})

test('any table of any text is read without fail, and its rows add up', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      '姓名',
      '住址',
      '身份证号',
      '合计',
      '3-2-501',
      '张三',
      '户主',
      '1.2E+17',
      '',
      '',
      '37号',
      '__proto__',
    ),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  )
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 25 }), (rows) => {
      const { totals, households } = readRoster([{ name: '', rows: [['姓名', '住址', '身份证号'], ...rows] }], {
        today,
      })
      expect(totals.rows).toBe(totals.people + totals.duplicates + totals.dropped)
      expect(households.reduce((sum, household) => sum + household.people.length, 0)).toBe(totals.people)
    }),
    { numRuns: 300 },
  )
})
