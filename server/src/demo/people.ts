import { checkCharacter } from '@loumen/shared/roster/resident-number'

/** A small repeatable source of chance, so that the demo community is the same everywhere. */
export function dice(seed: number) {
  let state = seed >>> 0
  return (sides: number) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0
    return ((state ^ (state >>> 13)) >>> 0) % sides
  }
}

const surnames = '王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗'
const given = '秀英桂兰建国玉梅志强丽华小明海燕文博春生雪梅立军思雨子涵德福淑珍永红晓东'

export interface DemoPerson {
  name: string
  relation: string
  document: string
  phone: string
}
export interface DemoHousehold {
  building: number
  entrance: number
  door: string
  note: string
  people: DemoPerson[]
}

const notes = ['独居老人', '腿脚不便，无电梯', '孕妇', '有婴儿', '听力不好，请敲门', '居家健康监测']

/** The invented people of the demo community: three buildings of two entrances, six floors, two doors a landing. */
export function demoHouseholds(): DemoHousehold[] {
  const roll = dice(20220109)
  const households: DemoHousehold[] = []
  let serial = 0
  for (let building = 1; building <= 3; building++)
    for (let entrance = 1; entrance <= 2; entrance++)
      for (let floor = 1; floor <= 6; floor++)
        for (let side = 1; side <= 2; side++) {
          const size = 1 + roll(3)
          const surname = surnames[roll(surnames.length)] ?? '王'
          const people = Array.from({ length: size }, (_, i) => {
            serial++
            const year = i === 2 ? 2008 + roll(12) : 1940 + roll(60)
            return {
              name:
                (i === 1 ? (surnames[roll(surnames.length)] ?? '李') : surname) +
                (given[roll(given.length)] ?? '') +
                (given[roll(given.length)] ?? ''),
              relation: ['户主', '配偶', '子女'][i] ?? '其他',
              document: documentOf(year, 1 + roll(12), 1 + roll(28), serial),
              phone: `199${String(10_000_000 + serial)}`,
            }
          })
          households.push({
            building,
            entrance,
            door: `${floor}0${side}`,
            note: roll(9) === 0 ? (notes[roll(notes.length)] ?? '') : '',
            people,
          })
        }
  return households
}

/** A number with a right check digit in an area that was never assigned (149999). */
function documentOf(year: number, month: number, day: number, serial: number) {
  const body = `149999${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${String(serial % 1000).padStart(3, '0')}`
  return body + checkCharacter(body)
}

/** The demo's roster as the file that a committee would upload. */
export function demoRoster(): string {
  const rows = demoHouseholds().flatMap((household) =>
    household.people.map((person) =>
      [
        '和平里',
        `${household.building}号楼`,
        `${household.entrance}单元`,
        household.door,
        person.relation,
        person.name,
        person.document,
        person.phone,
        household.note,
      ].join(','),
    ),
  )
  return ['小区,楼栋,单元,房号,与户主关系,姓名,证件号码,联系电话,备注', ...rows].join('\n')
}
