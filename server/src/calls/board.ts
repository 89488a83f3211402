import { createHash } from 'node:crypto'
import { callMinutes, tableRate } from '@loumen/shared/calls/estimate'
import { unitStates } from '@loumen/shared/calls/rules'
import type { Board, BoardUnit } from '@loumen/shared/calls/schema'
import { beatEvery } from '@loumen/shared/events'
import { log } from '../base/log'
import { now, real } from '../clock'
import { readEntrances, readNode } from '../community/queries'
import { publish } from '../realtime/publish'
import { pauseOf } from '../rounds/present'
import { findRound, liveRounds, sitesOf, tablesOf } from '../rounds/queries'
import { townOf } from './pace/record'
import { floorsLeft } from './present'
import { callingOf, callsOf, latestCalls } from './queries'

/** What a board shows of the day beyond its calls; the coverage ledger knows it. */
export interface DayFigures {
  expected: number
  sampled: number
  /** People behind each entrance who are neither sampled nor excused. */
  missingBehind: ReadonlyMap<string, number>
  /** People sampled in the last hour at all tables together. */
  lastHour: number
}

interface Kept {
  board: Board
  /** The board without its time and revision: what decides whether anything changed. */
  text: string
  json: string
  etag: string
}

const soonest = 200
const figuresEvery = 1_000

const kept = new Map<string, Kept>()
const due = new Map<string, { timer: NodeJS.Timeout; at: number }>()
const builtAt = new Map<string, number>()
const building = new Map<string, Promise<Kept>>()
/** Boards whose calls have changed since they were read: nobody may be answered from these. */
const outdated = new Set<string>()
const listeners: ((roundId: string) => void)[] = []
/** Minutes until the first and the last people of an entrance are called. */
export interface CallTimes {
  first: BoardUnit['minutes']
  last: BoardUnit['minutesLast']
}
let timesOf: (roundId: string) => ReadonlyMap<string, CallTimes> | undefined = () => undefined

/** Where the pace's times come from; without any the board reckons from the last hour. */
export const takeTimesFrom = (source: typeof timesOf) => {
  timesOf = source
}

let figuresOf: (roundId: string) => Promise<DayFigures | undefined> = async () => undefined

/** Where the day's figures come from. */
export const takeFiguresFrom = (source: typeof figuresOf) => {
  figuresOf = source
}

/** A board as every reader gets it: built once, served from memory with the same ETag. What was called is in it. */
export async function readKept(roundId: string): Promise<Kept> {
  if (outdated.delete(roundId)) return build(roundId, true)
  return building.get(roundId) ?? kept.get(roundId) ?? build(roundId)
}

/** Hears of boards that changed. */
export const whenBoardChanges = (listener: (roundId: string) => void) => listeners.push(listener)

/** The state of each entrance as the board has it. */
export async function unitsOf(roundId: string): Promise<Map<string, BoardUnit>> {
  const { board } = await readKept(roundId)
  return new Map(board.units.map((unit) => [unit.entranceId, unit]))
}

/** Says that a board is out of date. Calls leave at once, at least 200 ms apart; figures at most once a second. */
export function touchBoard(roundId: string, when: 'now' | 'soon') {
  if (when === 'now') outdated.add(roundId)
  const at = Math.max(real(), (builtAt.get(roundId) ?? 0) + (when === 'now' ? soonest : figuresEvery))
  const waiting = due.get(roundId)
  if (waiting && waiting.at <= at) return
  if (waiting) clearTimeout(waiting.timer)
  const timer = setTimeout(() => {
    due.delete(roundId)
    build(roundId, true).catch((error: Error) => log.error({ roundId, error: error.name }, 'board could not be built'))
  }, at - real())
  due.set(roundId, { timer, at })
}

async function build(roundId: string, fresh = false): Promise<Kept> {
  const running = building.get(roundId)
  if (running && !fresh) return running
  const work = (running ?? Promise.resolve()).catch(() => {}).then(() => make(roundId))
  building.set(roundId, work as Promise<Kept>)
  try {
    return (await work) as Kept
  } finally {
    if (building.get(roundId) === work) building.delete(roundId)
  }
}

async function make(roundId: string): Promise<Kept> {
  builtAt.set(roundId, real())
  outdated.delete(roundId)
  const content = await read(roundId)
  const text = JSON.stringify(content)
  const before = kept.get(roundId)
  if (before?.text === text) return before
  const rev = Math.max(real(), (before?.board.rev ?? 0) + 1)
  const board: Board = { ...content, rev, at: now().toISOString() }
  const json = JSON.stringify(board)
  const made = { board, text, json, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` }
  kept.set(roundId, made)
  publish.board(roundId, 'board', board)
  for (const listener of listeners) listener(roundId)
  return made
}

async function read(roundId: string): Promise<Omit<Board, 'rev' | 'at'>> {
  const round = await findRound(roundId)
  const [entrances, sites, tables, calls, node, figures] = await Promise.all([
    readEntrances(round.entranceIds.map(String)),
    sitesOf(roundId),
    tablesOf(roundId),
    latestCalls(roundId),
    readNode(String(round.nodeId)),
    figuresOf(roundId),
  ])
  const [town, everyCall, calling] = await Promise.all([townOf(roundId), callsOf(roundId), callingOf(roundId)])
  const called = new Set(everyCall.flatMap(({ households = [] }) => households.map(String)))
  const held = new Set(calling.held.map(String))
  const times = timesOf(roundId)
  const order = round.entranceIds.map(String)
  const states = unitStates(order, new Map([...calls].map(([id, call]) => [id, call.state])), held)
  const byId = new Map(entrances.map((entrance) => [String(entrance._id), entrance]))
  const open = tables.filter((table) => table.state === 'open')
  const openMinutes = open.reduce(
    (sum, table) => sum + Math.min(60, (now().getTime() - (table.openedAt?.getTime() ?? 0)) / 60_000),
    0,
  )
  const rate = tableRate(figures?.lastHour ?? 0, openMinutes)
  let people = 0
  let ahead = 0
  const units = order.flatMap((entranceId, i): BoardUnit[] => {
    const entrance = byId.get(entranceId)
    if (!entrance) return []
    const state = states.get(entranceId) ?? 'waiting'
    const call = calls.get(entranceId)
    const unit: BoardUnit = {
      entranceId,
      label: entrance.label,
      colour: entrance.colour,
      state,
      siteId: call ? String(call.siteId) : sites.length === 1 ? String(sites[0]?._id) : null,
      calledAt: call?.calledAt?.toISOString() ?? null,
      times: call?.times ?? 0,
      ahead: state === 'waiting' ? ahead : 0,
      minutes: null,
      minutesLast: null,
      left: floorsLeft(town.get(entranceId) ?? [], called),
      held: held.has(entranceId),
    }
    const known = times?.get(entranceId)
    if (known) Object.assign(unit, { minutes: known.first, minutesLast: known.last })
    else if (!times && (state === 'waiting' || state === 'next'))
      unit.minutes = unit.minutesLast = callMinutes(people, open.length, rate) ?? null
    if (state !== 'cleared') people += figures?.missingBehind.get(entranceId) ?? round.expectedBehind[i] ?? 0
    if (state === 'waiting' || state === 'next') ahead += 1
    return [unit]
  })
  return {
    roundId,
    state: round.state,
    quiet: round.policy.quiet ?? null,
    community: node?.name ?? '',
    round: round.name,
    sites: sites.map((site) => {
      const own = tables.filter((table) => String(table.siteId) === String(site._id))
      return {
        id: String(site._id),
        name: site.name,
        place: site.place,
        openTables: own.filter((table) => table.state === 'open').map((table) => table.number),
        tables: own.length,
        pause: pauseOf(site),
      }
    }),
    units,
    figures: { expected: figures?.expected ?? round.expected, sampled: figures?.sampled ?? 0 },
  }
}

/** Tells every board room that the server lives; answers how to stop. */
export function startBeats() {
  const timer = setInterval(async () => {
    try {
      for (const round of await liveRounds()) {
        const { board } = await readKept(String(round._id))
        publish.board(board.roundId, 'beat', { roundId: board.roundId, rev: board.rev, now: now().toISOString() })
      }
    } catch (error) {
      log.warn({ error: (error as Error).name }, 'beat failed')
    }
  }, beatEvery - 500)
  return () => {
    clearInterval(timer)
    for (const { timer: waiting } of due.values()) clearTimeout(waiting)
    due.clear()
    outdated.clear()
    kept.clear()
  }
}
