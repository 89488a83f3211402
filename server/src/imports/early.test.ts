import type { ReadPerson } from '@loumen/shared/imports/person'
import { Early } from './early'
import { decode } from './squeeze'

const person = (row: number, more: Partial<ReadPerson> = {}): ReadPerson => ({
  row,
  name: `第${row}人`,
  documentState: 'verified',
  tags: [],
  repaired: [],
  faults: [],
  ...more,
})

it('hands people over as they are read, and again those whom the end of the file changed', () => {
  const handed: string[][] = []
  const early = new Early((people) => handed.push(...decode(people)))
  const read = Array.from({ length: 1000 }, (_, row) => person(row))
  for (const one of read) early.hear(one)
  expect(handed.length).toBe(800)
  const [first, second, third] = read as [ReadPerson, ReadPerson, ReadPerson]
  second.note = '行动不便'
  third.documentState = 'toVerify'
  third.birthDate = '1950-01-02'
  const unheard = person(2000, { name: '户主' })
  const place = { kind: 'flat' as const, estate: '', building: '1', door: '101' }
  const order = early.end([
    { place, people: [third, first] },
    { place, people: [unheard, second, ...read.slice(4)] },
  ])
  const named = [...order].map((at) => handed[at]?.[1])
  expect(named).toEqual(['第2人', '第0人', '户主', '第1人', ...read.slice(4).map(({ name }) => name)])
  expect(handed[order[0] ?? 0]?.[0]).toBe('1950-01-02')
  expect(handed[order[3] ?? 0]).toContain('行动不便')
  expect(handed.length).toBe(1003)
})
