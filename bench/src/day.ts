import type { Figures } from './day/figures'
import { play } from './day/real'
import { Mode, readScenario } from './day/scenario'
import { simulate } from './day/simulate'

export interface DayOptions {
  scenario?: string
  dry?: boolean
  mode?: string
  /** So many days with seeds one after another from the scenario's; figures are their means, the longest of maxima. */
  seeds?: number
  /** On the real server: so many times as fast as a real day, or slower where the machine cannot keep up. */
  speed?: number
  /** On the real server: residents' phones that follow the board. */
  phones?: number
}

/** Plays a screening day from a scenario file, in memory with `--dry`, on the real server without. */
export async function run(options: DayOptions, say: (line: string) => void = () => {}): Promise<Figures> {
  if (typeof options.scenario !== 'string') throw new Error('day: --scenario FILE is missing')
  const { speed = 600, phones = 20 } = options
  if (!(speed > 0)) throw new Error('day: --speed is a number above 0')
  const scenario = readScenario(options.scenario)
  if (options.mode !== undefined) scenario.mode = Mode.parse(options.mode)
  const days: Figures[] = []
  for (let i = 0; i < (options.seeds ?? 1); i++) {
    const own = { ...scenario, seed: scenario.seed + i }
    const figures = options.dry ? simulate(own) : await play(own, { speed, phones }, say)
    days.push(figures)
    say(`seed ${scenario.seed + i}: wait ${figures.waitMean} (95 %: ${figures.waitP95}), idle ${figures.tableIdle}`)
  }
  return together(days)
}

/** Means over days; the longest wait and queue and all errors of any. */
export function together(days: readonly Figures[]): Figures {
  const [first] = days
  if (!first) throw new Error('no day was played')
  if (days.length === 1) return first
  const mean = (key: keyof Figures) => Number((days.reduce((sum, day) => sum + day[key], 0) / days.length).toFixed(4))
  const most = (key: keyof Figures) => Math.max(...days.map((day) => day[key]))
  return {
    waitMean: mean('waitMean'),
    waitP95: mean('waitP95'),
    waitMax: most('waitMax'),
    doorToDoneMean: mean('doorToDoneMean'),
    tableIdle: mean('tableIdle'),
    sampled: mean('sampled'),
    missed: mean('missed'),
    durationHours: mean('durationHours'),
    maxQueue: most('maxQueue'),
    errors: days.reduce((sum, day) => sum + day.errors, 0),
  }
}
