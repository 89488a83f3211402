import type { QuietHours, RoundState, TableState } from './schema'

/** The life of a round; buttons, refusals and filters derive from it. */
export const roundSteps: Record<RoundState, readonly RoundState[]> = {
  draft: ['open'],
  open: ['running', 'makeUp', 'closed'],
  running: ['makeUp', 'closed'],
  makeUp: ['closed'],
  closed: ['sealed'],
  sealed: ['purged'],
  purged: [],
}

/** States in which people are called, admitted and sampled; calling the first entrance makes an open round run. */
export const liveRoundStates: readonly RoundState[] = ['open', 'running', 'makeUp']

export const tableSteps: Record<TableState, readonly TableState[]> = { closed: ['open'], open: ['closed'] }

/** The states from which `to` can be reached: what a command puts into its filter. */
export function before<S extends string>(steps: Record<S, readonly S[]>, to: S): S[] {
  return (Object.keys(steps) as S[]).filter((from) => steps[from].includes(to))
}

const chinaAhead = 8 * 60

/** Whether a moment, in milliseconds, lies in the quiet hours of a day in China; they may go over midnight. */
export function inQuiet(quiet: QuietHours | null | undefined, at: number): boolean {
  if (!quiet) return false
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const day = 24 * 60
  const moment = (Math.floor(at / 60_000) + chinaAhead) % day
  const [from, to] = [minutes(quiet.from), minutes(quiet.to)]
  return from <= to ? moment >= from && moment < to : moment >= from || moment < to
}

const ordinals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** The name of a community's nth round: 一筛, 二筛 …, 第11筛. */
export const roundName = (number: number) => (ordinals[number - 1] ? `${ordinals[number - 1]}筛` : `第${number}筛`)
