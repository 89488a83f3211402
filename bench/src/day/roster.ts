import { checkCharacter } from '@loumen/shared/roster/resident-number'
import { type Floor, householdsOf, type Person } from './town'

/** A household's door as the roster writes it: 2501 is the first on floor 25. */
export const doorOf = (householdId: string) => {
  const [, floor, place] = householdId.split('-')
  return `${floor}${String(place).padStart(2, '0')}`
}

/** Everybody of a day with an identity number of their own, in an area that was never assigned. */
export function documentsOf(floors: readonly Floor[]): Map<Person, string> {
  const people = floors.flatMap((floor) => floor.people)
  return new Map(
    people.map((person, i) => {
      const day = 1 + (Math.floor(i / 1000) % 28)
      const month = 1 + (Math.floor(i / 28_000) % 12)
      const body = `1499991980${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${String(i % 1000).padStart(3, '0')}`
      return [person, body + checkCharacter(body)]
    }),
  )
}

/** The town's roster as the file that a committee would upload. */
export function rosterOf(floors: readonly Floor[], documents: ReadonlyMap<Person, string>): string {
  const rows = floors.flatMap((floor) =>
    householdsOf(floor).flatMap((householdId) =>
      floor.people
        .filter((person) => person.householdId === householdId)
        .map((person, i) =>
          [
            '测试小区',
            `${floor.entranceId}号楼`,
            '1单元',
            doorOf(householdId),
            i ? '配偶' : '户主',
            `居民${Number(documents.get(person)?.slice(12, 17)) % 100_000}`,
            documents.get(person),
          ].join(','),
        ),
    ),
  )
  return ['小区,楼栋,单元,房号,与户主关系,姓名,证件号码', ...rows].join('\n')
}
