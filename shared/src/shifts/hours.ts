import type { Shift } from './schema'

/** The columns of exported hours. */
export const hoursColumns = ['姓名', '岗位', '计划', '到岗', '离岗', '时长（分钟）', '更正'] as const

const two = (value: number) => String(value).padStart(2, '0')
/** An instant in China as 2022-01-09 07:30. */
const inChina = (at: string | null) => {
  if (!at) return ''
  const time = new Date(Date.parse(at) + 8 * 3_600_000)
  return `${time.toISOString().slice(0, 10)} ${two(time.getUTCHours())}:${two(time.getUTCMinutes())}`
}

type Row = Pick<Shift, 'accountId' | 'name' | 'post' | 'from' | 'until' | 'arrivedAt' | 'leftAt' | 'minutes'> & {
  corrections: Pick<Shift['corrections'][number], 'reason'>[]
}

/** A row for each shift, person by person, and after each person the sum of theirs. */
export function hoursRows(shifts: readonly Row[]): string[][] {
  const byPerson = new Map<string, Row[]>()
  for (const shift of shifts) byPerson.set(shift.accountId, [...(byPerson.get(shift.accountId) ?? []), shift])
  return [...byPerson.values()].flatMap((own) => [
    ...own.map(({ name, post, from, until, arrivedAt, leftAt, minutes, corrections }) => [
      name,
      post,
      `${inChina(from)}–${inChina(until).slice(11)}`,
      inChina(arrivedAt),
      inChina(leftAt),
      String(minutes),
      corrections.length ? ['已更正', ...corrections.map(({ reason }) => reason).filter(Boolean)].join('：') : '',
    ]),
    [own[0]?.name ?? '', '合计', '', '', '', String(own.reduce((sum, { minutes }) => sum + minutes, 0)), ''],
  ])
}
