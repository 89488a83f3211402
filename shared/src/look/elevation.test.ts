import { stackFloors } from './elevation'

const windows = (count: number, floor: number) =>
  Array.from({ length: count }, (_, i) => ({
    householdId: `${floor}-${i}`,
    door: String(i + 1),
    floor,
    state: 'waiting' as const,
  }))

describe('windows', () => {
  it('are stacked by floor, the highest first, doors as people count them', () => {
    const floors = stackFloors([...windows(2, 1), ...windows(12, 3)].reverse())
    expect(floors.map(({ floor, windows: row }) => [floor, row.length])).toEqual([
      [3, 12],
      [1, 2],
    ])
    expect(floors[0]?.windows.map(({ door }) => door)).toEqual(Array.from({ length: 12 }, (_, i) => String(i + 1)))
  })

  it.each([
    [3, 4],
    [50, 10],
    [200, 14],
  ])('of %i doors without floors stand in rows of at most %i, none lost', (count, width) => {
    const rows = stackFloors(windows(count, 0))
    expect(Math.max(...rows.map(({ windows: row }) => row.length))).toBe(Math.min(count, width))
    expect(rows.flatMap(({ windows: row }) => row).map(({ door }) => Number(door))).toEqual(
      Array.from({ length: count }, (_, i) => i + 1),
    )
  })
})
