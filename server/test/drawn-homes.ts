import { checkCharacter } from '@loumen/shared/roster/resident-number'

export interface Person {
  name: string
  relation: string
  number: string
  written: string
  phone: string
  verified: boolean
  repaired: boolean
  /** Repaired elsewhere than in the phone. */
  mended: boolean
}

export interface Home {
  estate: string
  building: string
  entrance: string
  group: string
  door: string
  people: Person[]
}

/** Numbers from a seed, the same every time. */
export class Dice {
  constructor(private seed: number) {}
  next(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  to = (most: number) => Math.floor(this.next() * most)
  pick = <T>(choices: readonly T[]): T => choices[this.to(choices.length)] as T
  often = (share: number) => this.next() < share
  shuffled = <T>(list: readonly T[]): T[] =>
    list
      .map((each) => [this.next(), each] as const)
      .sort(([a], [b]) => a - b)
      .map(([, each]) => each)
}

const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'
const wide = (text: string) => text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
const chinese = (number: string) => {
  const value = Number(number)
  const digit = (at: number) => '〇一二三四五六七八九'[at] ?? ''
  return value < 10
    ? digit(value)
    : `${value < 20 ? '' : digit(Math.floor(value / 10))}十${value % 10 ? digit(value % 10) : ''}`
}

export const flatStyles: readonly ((home: Home) => string)[] = [
  ({ building, entrance, door }) => `${building}-${entrance}-${door}`,
  ({ building, entrance, door }) => `${building}栋${entrance}门${door}`,
  ({ building, entrance, door }) => `${building}号楼${entrance}单元${door}室`,
  ({ building, entrance, door }) => `${building}号楼${chinese(entrance)}单元${chinese(door.slice(0, -2))}层${door}`,
  ({ building, entrance, door }) => `${chinese(building)}号楼${entrance}单元${door}`,
  ({ building, entrance, door }) => `${building}#${entrance}-${door}`,
  ({ building, entrance, door }) => `${building}幢${entrance}单元${door}`,
  ({ building, entrance, door }) => `${building} 号楼 ${entrance} 单元 ${door}`,
  ({ building, entrance, door }) => `${building}—${entrance}—${door}`,
]

const documentSlips: readonly ((number: string) => [written: string, verified: boolean, repaired: boolean])[] = [
  () => ['', false, false],
  () => ['无', false, false],
  (number) => [number.slice(0, 17), false, false],
  (number) => [number.slice(0, 17) + (number[17] === '1' ? '2' : '1'), false, false],
  (number) => [`${number[0]}.${number.slice(1, 3)}E+17`, false, false],
  (number) => [wide(number), true, true],
  (number) => [`'${number}`, true, true],
  (number) => [`${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`, true, true],
]

function drawPhone(dice: Dice, own: number): [written: string, repaired: boolean] {
  const phone = `1380000${String(own % 10_000).padStart(4, '0')}`
  const [area, first, last] = [phone.slice(0, 3), phone.slice(3, 7), phone.slice(7)]
  if (dice.often(0.3)) return ['', false]
  return dice.pick([
    [phone, false],
    [phone, false],
    [phone, false],
    [`${area}-${first}-${last}`, true],
    [`+86${phone}`, true],
    [wide(phone), true],
    [`${phone}、0354-1234567`, false],
    ['0354-1234567', false],
  ])
}

function drawPeople(dice: Dice, serial: () => number): Person[] {
  return Array.from({ length: 1 + dice.to(4) }, (_, at) => {
    const own = serial()
    const digits = `149999${1950 + (own % 60)}0${1 + (own % 9)}1${own % 9}${String(own % 1000).padStart(3, '0')}`
    const number = digits + checkCharacter(digits)
    const [written, verified, repaired] = dice.often(0.25) ? dice.pick(documentSlips)(number) : [number, true, false]
    const name = `${surnames[own % surnames.length]}${String.fromCharCode(0x4e10 + ((own * 3) % 16_000))}`
    const spaced = dice.often(0.05)
    const [phone, mended] = drawPhone(dice, own)
    return {
      name: spaced ? name.replace(/(?<=^.)/, dice.pick([' ', '  ', '\u3000'])) : name,
      relation: at === 0 ? '户主' : dice.pick(['妻', '长子', '女儿', '父亲']),
      number,
      written,
      phone,
      verified,
      repaired: repaired || spaced || mended,
      mended: repaired || spaced,
    }
  })
}

export const kinds = ['flats', 'village', 'lane', 'sheets', 'headings', 'wide', 'forms', 'abreast'] as const
export type Kind = (typeof kinds)[number]

export function drawHomes(dice: Dice, kind: Kind): Home[] {
  let own = dice.to(9000)
  const estates = ['sheets', 'headings'].includes(kind) ? ['窑上小区'] : ['窑上小区', '东风家园']
  const homes: Home[] = []
  for (const estate of estates)
    for (const building of ['1', '2', '12'])
      for (let at = 0; at < 4; at++) {
        const entrance = String(1 + (at % 2))
        const people = dice.often(0.1) && at > 0 && kind !== 'forms' ? [] : drawPeople(dice, () => ++own)
        const door = `${1 + at}0${1 + dice.to(2)}`
        if (kind === 'village')
          homes.push({
            estate: estate === '窑上小区' ? '大王庄村' : '北合流棚户区',
            building: '',
            entrance: '',
            group: `${building}组`,
            door: String(10 + at),
            people,
          })
        else if (kind === 'lane')
          homes.push({
            estate: estate === '窑上小区' ? '张杨路123弄' : '张杨路125弄',
            building,
            entrance: '',
            group: '',
            door,
            people,
          })
        else homes.push({ estate, building, entrance, group: '', door, people })
      }
  return homes
}
