import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/rounds/api'
import { before, roundName, roundSteps, tableSteps } from '@loumen/shared/rounds/rules'
import type { Round, RoundState } from '@loumen/shared/rounds/schema'
import type { Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { duplicateKey, newId, oid } from '../base/db'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { entrancesOf } from '../community/queries'
import { publish } from '../realtime/publish'
import { everybody } from '../roster/queries'
import { type RoundDocument, RoundModel, SiteModel, TableModel } from './model'
import { pauseOf, presentSite, presentTable } from './present'
import { findRound, findSite, findTable, mustBeLive, sitePath, tablesOf, viewRounds } from './queries'

/** What opening a round also does, in the same transaction: later domains add themselves in app.ts. */
type Opening = (round: RoundDocument, people: Awaited<ReturnType<typeof everybody>>, tx: Change) => Promise<void>
const openings: Opening[] = []
export const whenOpened = (opening: Opening) => openings.push(opening)

/** Hears of tables and rounds that changed, so that boards follow. */
const listeners: ((roundId: string) => void)[] = []
export const whenRoundChanges = (listener: (roundId: string) => void) => listeners.push(listener)
export const roundChanged = (roundId: string) => {
  for (const listener of listeners) listener(roundId)
}

/** Opens a round of a community and gives every expected person a ticket. */
export const openRound = (input: Parsed<typeof api.openRound>, actor: Actor) => openRoundWith(input, actor)

/** The same, with what else belongs to its opening. */
export async function openRoundWith(input: Parsed<typeof api.openRound>, actor: Actor, also?: Opening): Promise<Round> {
  const { communityId, policy, sites } = input
  actor.must('rounds.open', await pathOfScope(communityId))
  const people = await everybody([communityId])
  if (!people.residents.length) throw new Refused('round.noHouseholds')
  const order = await callOrder(communityId, input.entranceIds)
  const { roundId } = await change(actor, async (tx) => {
    const { session } = tx
    const last = await RoundModel.findOne({ nodeId: oid(communityId) }, { number: 1 }, { session })
      .sort({ number: -1 })
      .lean()
    const number = (last?.number ?? 0) + 1
    const entranceOf = new Map(
      people.households.map((household) => [String(household._id), String(household.entranceId)]),
    )
    const behind = new Map<string, number>()
    for (const { householdId } of people.residents) {
      const entranceId = entranceOf.get(String(householdId)) ?? ''
      behind.set(entranceId, (behind.get(entranceId) ?? 0) + 1)
    }
    const round: RoundDocument = {
      _id: newId(),
      nodeId: oid(communityId),
      communityIds: [oid(communityId)],
      name: input.name ?? roundName(number),
      number,
      state: 'open',
      live: true,
      policy,
      entranceIds: order.map(oid),
      expectedBehind: order.map((entranceId) => behind.get(entranceId) ?? 0),
      expected: people.residents.length,
      openedAt: now(),
    }
    await RoundModel.create([round], { session })
    for (const site of sites) {
      const siteId = newId()
      await SiteModel.create(
        [{ _id: siteId, roundId: round._id, nodeId: round.nodeId, name: site.name, place: site.place }],
        { session },
      )
      const tables = Array.from({ length: site.tables }, (_, i) => ({
        _id: newId(),
        roundId: round._id,
        siteId,
        number: i + 1,
        state: 'closed' as const,
      }))
      await TableModel.insertMany(tables, { session })
    }
    for (const opening of openings) await opening(round, people, tx)
    await also?.(round, people, tx)
    await tx.note('round.opened', [communityId, String(round._id)])
    return { roundId: String(round._id) }
  }).catch((error) => {
    if (duplicateKey(error)) throw new Refused('round.running')
    throw error
  })
  roundChanged(roundId)
  publish.changed('community', communityId, 'round', roundId)
  const [view] = await viewRounds([await findRound(roundId)])
  return view as Round
}

/** The given order, completed by what it leaves out; entrances of other communities are refused. */
async function callOrder(communityId: string, wanted: readonly string[] = []) {
  const own = (await entrancesOf(communityId)).map((entrance) => String(entrance._id))
  if (wanted.some((id) => !own.includes(id))) throw new Refused('round.entrancesUnknown')
  return [...new Set([...wanted, ...own])]
}

/** Opens or closes a table. Refuses with table.state. */
export async function setTable({ tableId, state }: Parsed<typeof api.setTable>, actor: Actor) {
  const table = await findTable(tableId)
  actor.must('tables.open', (await sitePath(String(table.siteId))) ?? [])
  await change(actor, async (tx) => {
    const { modifiedCount } = await TableModel.updateOne(
      { _id: table._id, state: { $in: before(tableSteps, state) } },
      {
        $set: { state, ...(state === 'open' ? { openedAt: now() } : {}) },
        $push: { changes: { at: now(), open: state === 'open' } },
      },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('table.state', { state })
    await tx.note(`table.${state}`, [String(table.siteId), tableId])
    return { tableId }
  })
  roundChanged(String(table.roundId))
  publish.changed('site', String(table.siteId), 'desk', tableId)
  return presentTable(await findTable(tableId))
}

/** Stops a site for a while (R35). Refuses with site.paused. */
export async function pauseSite({ siteId, reason, until }: Parsed<typeof api.pauseSite>, actor: Actor) {
  const site = await findSite(siteId)
  actor.must('tables.open', (await sitePath(siteId)) ?? [])
  const round = await findRound(String(site.roundId))
  await change(actor, async (tx) => {
    mustBeLive(round)
    const present = await SiteModel.findById(site._id).session(tx.session).lean()
    if (!present || pauseOf(present)) throw new Refused('site.paused')
    const pause = { reason, since: now(), until: until ? new Date(until) : null, endedAt: null }
    const { modifiedCount } = await SiteModel.updateOne(
      { _id: site._id, pauses: { $not: { $elemMatch: { endedAt: null } } } },
      { $push: { pauses: pause } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('site.paused')
    await tx.note('site.paused', [siteId])
    return { siteId }
  })
  return toldSite(siteId)
}

/** A paused site goes on. Refuses with site.notPaused. */
export async function resumeSite({ siteId }: Parsed<typeof api.resumeSite>, actor: Actor) {
  await findSite(siteId)
  actor.must('tables.open', (await sitePath(siteId)) ?? [])
  await change(actor, async (tx) => {
    const { modifiedCount } = await SiteModel.updateOne(
      { _id: oid(siteId), pauses: { $elemMatch: { endedAt: null } } },
      { $set: { 'pauses.$.endedAt': now() } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('site.notPaused')
    await tx.note('site.resumed', [siteId])
    return { siteId }
  })
  return toldSite(siteId)
}

async function toldSite(siteId: string) {
  const site = await findSite(siteId)
  roundChanged(String(site.roundId))
  publish.changed('site', siteId, 'round')
  return presentSite(site, await tablesOf(String(site.roundId)))
}

/** Moves an entrance in the call order; two moves at once conflict, and the second is made in the new order. */
export async function moveEntrance(roundId: string, entranceId: string, before: string | null, tx: Change) {
  const round = await RoundModel.findById(oid(roundId)).session(tx.session).lean()
  if (!round) throw new Refused('notFound')
  mustBeLive(round)
  const order = round.entranceIds.map(String)
  if (!order.includes(entranceId) || (before && !order.includes(before))) throw new Refused('round.entrancesUnknown')
  if (before === entranceId) return
  const behind = new Map(order.map((id, i) => [id, round.expectedBehind[i] ?? 0]))
  const others = order.filter((id) => id !== entranceId)
  const at = before ? others.indexOf(before) : others.length
  const moved = [...others.slice(0, at), entranceId, ...others.slice(at)]
  await RoundModel.updateOne(
    { _id: round._id },
    { $set: { entranceIds: moved.map(oid), expectedBehind: moved.map((id) => behind.get(id) ?? 0) } },
    { session: tx.session },
  )
}

/** Moves a round on; part of a command that asked who may. Refuses with round.state. */
export async function moveRound(
  round: RoundDocument,
  to: RoundState,
  set: Partial<Pick<RoundDocument, 'live' | 'closing'>>,
  tx: Change,
) {
  const { modifiedCount } = await RoundModel.updateOne(
    { _id: round._id, state: { $in: before(roundSteps, to) } },
    { $set: { state: to, ...set } },
    { session: tx.session },
  )
  if (!modifiedCount) throw new Refused('round.state', { state: (await findRound(String(round._id))).state })
  await tx.note(`round.${to}`, [String(round.nodeId), String(round._id)])
}

/** The first call of a round makes it run. */
export const startRunning = (roundId: string, tx: Change) =>
  RoundModel.updateOne(
    { _id: oid(roundId), state: { $in: before(roundSteps, 'running') } },
    { $set: { state: 'running' } },
    { session: tx.session },
  )

/** One person more is expected in a round, behind this entrance. */
export async function countOneMore(roundId: Types.ObjectId, entranceId: Types.ObjectId, tx: Pick<Change, 'session'>) {
  const round = await RoundModel.findById(roundId, { entranceIds: 1 }).session(tx.session).lean()
  const place = round?.entranceIds.findIndex((id) => id.equals(entranceId)) ?? -1
  await RoundModel.updateOne(
    { _id: roundId },
    { $inc: { expected: 1, ...(place >= 0 ? { [`expectedBehind.${place}`]: 1 } : {}) } },
    { session: tx.session },
  )
}
