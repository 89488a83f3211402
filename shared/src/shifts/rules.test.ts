import fc from 'fast-check'
import {
  type Attendance,
  atWorkSince,
  earliestArrival,
  isLate,
  isOverdue,
  lateAfter,
  lengthOf,
  longestStretch,
  minutesOf,
  overlaps,
  relieved,
  type Span,
  shiftFault,
  worked,
} from './rules'

const hour = 3_600_000
const at = (from: number, until: number): Span => ({ from: from * hour, until: until * hour })
const shift = (from: number, until: number, more: Partial<Attendance> = {}): Attendance => ({
  state: 'planned',
  ...at(from, until),
  arrivedAt: null,
  leftAt: null,
  ...more,
})

it.each<[string, Span, Span[], ReturnType<typeof shiftFault>]>([
  ['two hours', at(8, 10), [], undefined],
  ['no length', at(8, 8), [], 'times'],
  ['backwards', at(9, 8), [], 'times'],
  ['longer than anybody stands', at(8, 13), [], 'times'],
  ['the same hour twice', at(9, 11), [at(8, 10)], 'overlap'],
  ['end to end', at(10, 12), [at(8, 10)], undefined],
  ['end to end, and too long', at(12, 13), [at(8, 10), at(10, 12)], 'noRest'],
  ['too long with what comes after', at(8, 10), [at(10, 12.5)], 'noRest'],
  ['half an hour is no rest', at(12.5, 14.5), [at(8, 10), at(10, 12)], 'noRest'],
  ['after a rest', at(13, 15), [at(8, 10), at(10, 12)], undefined],
])('%s', (_, span, others, fault) => {
  expect(shiftFault(span, others)).toBe(fault)
})

it('nobody who is planned by the rule has two shifts at one time or works on without a rest', () => {
  const span = fc
    .tuple(fc.integer({ min: 0, max: 96 }), fc.integer({ min: 1, max: 20 }))
    .map(([from, quarters]) => at(from / 4, (from + quarters) / 4))
  fc.assert(
    fc.property(fc.array(span, { maxLength: 25 }), (wanted) => {
      const own: Span[] = []
      for (const one of wanted) if (!shiftFault(one, own)) own.push(one)
      for (const one of own) {
        const others = own.filter((other) => other !== one)
        expect(others.some((other) => overlaps(one, other))).toBe(false)
        expect(shiftFault(one, others)).toBeUndefined()
      }
      const quarters = Array.from({ length: 140 }, (_, i) => own.filter((s) => overlaps(s, at(i / 4, (i + 1) / 4))))
      let row = 0
      let rest = 4
      for (const busy of quarters) {
        if (busy.length) row = rest >= 4 ? 1 : row + 1
        rest = busy.length ? 0 : rest + 1
        expect(row).toBeLessThanOrEqual(longestStretch / hour / (1 / 4))
      }
    }),
  )
})

it('hours add up: the minutes of shifts one after the other are those of the whole time, to the minute', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 12 }), (lengths) => {
      let from = 0
      const spans = lengths.map((minutes) => {
        const one = { from, until: from + minutes * 60_000 }
        from = one.until
        return one
      })
      expect(spans.reduce((sum, one) => sum + minutesOf(one), 0)).toBe(minutesOf({ from: 0, until: from }))
      expect(lengthOf(spans)).toBe(from)
    }),
  )
})

it('counts what was done, not what was planned', () => {
  const now = 11 * hour
  expect(worked(shift(8, 10), now)).toBeUndefined()
  expect(worked(shift(8, 10, { state: 'here', arrivedAt: 8.25 * hour }), now)).toEqual(at(8.25, 11))
  expect(worked(shift(8, 10, { state: 'left', arrivedAt: 8 * hour, leftAt: 9.5 * hour }), now)).toEqual(at(8, 9.5))
  expect(worked(shift(8, 10, { state: 'cancelled', arrivedAt: 8 * hour }), now)).toBeUndefined()
})

it('is late when nobody took it up, and overdue when nobody relieved it', () => {
  const planned = shift(8, 10)
  expect([8 * hour, 8 * hour + lateAfter, 10 * hour].map((now) => isLate(planned, now))).toEqual([false, true, false])
  const here = shift(8, 10, { state: 'here', arrivedAt: 8 * hour })
  expect([10 * hour, 10 * hour + lateAfter].map((now) => isOverdue(here, now))).toEqual([false, true])
  expect(isLate(here, 9 * hour)).toBe(false)
})

it('knows since when somebody works without a rest', () => {
  const first = shift(6, 8, { state: 'left', arrivedAt: 6 * hour, leftAt: 8 * hour })
  const second = shift(8, 10, { state: 'here', arrivedAt: 8.5 * hour })
  expect(atWorkSince([first, second], 10 * hour)).toBe(6 * hour)
  expect(atWorkSince([{ ...first, leftAt: 7.5 * hour }, second], 10 * hour)).toBe(8.5 * hour)
  expect(atWorkSince([first], 10 * hour)).toBeUndefined()
})

it('relieves who is to end first, and nobody who has just begun', () => {
  const mine = shift(10, 12)
  const ending = shift(8, 10, { state: 'here', arrivedAt: 8 * hour })
  const late = shift(8, 10.25, { state: 'here', arrivedAt: 7 * hour })
  const beside = { ...shift(9, 11, { state: 'here', arrivedAt: 9 * hour }) }
  expect(relieved(mine, [beside, late, ending])).toBe(ending)
  expect(relieved(mine, [beside])).toBeUndefined()
  expect(relieved(mine, [shift(8, 10, { state: 'left', arrivedAt: 1, leftAt: 2 })])).toBeUndefined()
  expect(relieved(shift(10, 12), [{ ...ending, until: 10 * hour + earliestArrival + 1 }])).toBeUndefined()
})
