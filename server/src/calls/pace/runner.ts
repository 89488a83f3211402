import { decide } from '@loumen/shared/calls/pace'
import type { Decision } from '@loumen/shared/calls/pace/decision'
import { liveRoundStates } from '@loumen/shared/rounds/rules'
import { type Lease, withLease } from '../../base/lease'
import { log } from '../../base/log'
import { now, real, speed, whenClockSet } from '../../clock'
import { publish } from '../../realtime/publish'
import { liveRounds } from '../../rounds/queries'
import { type CallTimes, touchBoard } from '../board'
import { callPlanned } from './calling'
import { forgetHouseholds } from './households'
import { type PaceRound, readPaceRound } from './record'

/** What the pace saw and decided at a moment. */
export interface Look {
  at: Date
  round: PaceRound
  decision: Decision
}

/** The day is looked at so often, in domain time; a demo that runs fast no oftener than the machine bears. */
const every = 12_000
const soonest = 50
const latestCheck = 1_000
const leaseFor = 5_000
const toldEvery = 1_000

const latest = new Map<string, Look>()
const looking = new Map<string, Promise<Look>>()
/** The rounds whose calls this process makes: one process of all, whoever holds the lease. */
const leading = new Map<string, { lease: Lease; end: () => void }>()
const told = new Map<string, number>()
let running = false

/** The latest look at a round, not older than the pace's own beat. */
export async function lookAt(roundId: string): Promise<Look> {
  const known = latest.get(roundId)
  return known && !due(known) ? known : lookNow(roundId)
}

/** When the pace calls the first and the last of each entrance; undefined while it has not looked. */
export function callTimes(roundId: string): ReadonlyMap<string, CallTimes> | undefined {
  const known = latest.get(roundId)
  if (!known) return undefined
  const times = new Map<string, CallTimes>()
  const entranceOf = new Map(known.round.day.units.map(({ id, entranceId }) => [id, entranceId]))
  for (const { unitId, minutes } of known.decision.units) {
    const entranceId = entranceOf.get(unitId)
    if (!entranceId) continue
    const before = times.get(entranceId)
    times.set(entranceId, { first: before ? before.first : minutes, last: minutes })
  }
  return times
}

/** Looks at once, and not at what was read before: something happened that changes whom to call. */
export function touchPace(roundId: string) {
  if (!running) return
  const under = looking.get(roundId) ?? Promise.resolve()
  under
    .catch(() => {})
    .then(() => (running ? lookNow(roundId) : undefined))
    .catch(failed(roundId))
}

const due = ({ at }: Look) => Math.abs(now().getTime() - at.getTime()) >= every

async function lookNow(roundId: string): Promise<Look> {
  const under = looking.get(roundId)
  if (under) return under
  const work = look(roundId).finally(() => looking.delete(roundId))
  looking.set(roundId, work)
  return work
}

/** One look at the day: decide, call at automatic sites when it is this process's turn, tell the screens. */
async function look(roundId: string): Promise<Look> {
  const at = now()
  const round = await readPaceRound(roundId)
  const decision = decide(round.day, round.minute(at))
  const seen = { at, round, decision }
  latest.set(roundId, seen)
  touchBoard(roundId, 'soon')
  if (leading.get(roundId)?.lease.held() && liveRoundStates.includes(round.state)) await callPlanned(seen)
  tell(seen)
  return seen
}

/** Screens that follow a site hear of a new look, at most once a second. */
function tell({ round }: Look) {
  if (real() - (told.get(round.roundId) ?? 0) < toldEvery) return
  told.set(round.roundId, real())
  for (const { id } of round.day.sites) publish.changed('site', id, 'pace')
}

/** Keeps the pace of every live round; answers how to stop. Decisions are everybody's, calls only the leader's. */
export function startPace(): () => Promise<void> {
  running = true
  let timer: NodeJS.Timeout
  let rounds: { ids: string[]; at: number } = { ids: [], at: 0 }
  let turn: Promise<void> = Promise.resolve()
  let fires = Number.POSITIVE_INFINITY
  const campaigns = new Map<string, Promise<unknown>>()

  const beat = async () => {
    if (real() - rounds.at >= latestCheck) {
      rounds = { ids: (await liveRounds()).map((round) => String(round._id)), at: real() }
      for (const roundId of rounds.ids) campaign(roundId)
      for (const [roundId, { end }] of leading) if (!rounds.ids.includes(roundId)) end()
    }
    for (const roundId of rounds.ids) {
      const known = latest.get(roundId)
      if (running && (!known || due(known))) await lookNow(roundId).catch(failed(roundId))
    }
  }
  const campaign = (roundId: string) => {
    if (!running || campaigns.has(roundId)) return
    const lead = withLease(`pace:${roundId}`, leaseFor, (lease) => {
      if (!running) return Promise.resolve()
      return new Promise<void>((end) => {
        leading.set(roundId, { lease, end })
        touchPace(roundId)
      })
    })
      .catch(failed(roundId))
      .finally(() => {
        leading.delete(roundId)
        campaigns.delete(roundId)
      })
    campaigns.set(roundId, lead)
  }
  const next = (wait: number) => {
    clearTimeout(timer)
    if (!running) return
    fires = real() + wait
    timer = setTimeout(() => {
      fires = Number.POSITIVE_INFINITY
      turn = beat()
        .catch((error: Error) => log.warn({ error: error.name }, 'the pace could not be kept'))
        .then(() => next(Math.min(latestCheck, Math.max(soonest, every / speed()))))
    }, wait)
  }
  const forgetClock = whenClockSet(() => {
    if (fires - real() > soonest && fires !== Number.POSITIVE_INFINITY) next(soonest)
  })
  next(soonest)
  return async () => {
    running = false
    forgetClock()
    clearTimeout(timer)
    await turn
    for (const { end } of leading.values()) end()
    await Promise.allSettled([...campaigns.values(), ...looking.values()])
    latest.clear()
    told.clear()
    forgetHouseholds()
  }
}

const failed = (roundId: string) => (error: Error) =>
  log.warn({ roundId, error: error.name, code: (error as { code?: string }).code }, 'the pace could not be kept')
