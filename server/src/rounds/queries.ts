import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import { everything } from '@loumen/shared/roles'
import type * as api from '@loumen/shared/rounds/api'
import { liveRoundStates } from '@loumen/shared/rounds/rules'
import type { Round } from '@loumen/shared/rounds/schema'
import type { Types } from 'mongoose'
import type { Actor } from '../base/actor'
import type { Change } from '../base/change'
import { oid } from '../base/db'
import { isRecorded } from '../clock'
import { pathOfScope } from '../community/paths'
import { readEntrances, readNode, worksInside } from '../community/queries'
import { type RoundDocument, RoundModel, SiteModel, TableModel } from './model'
import { presentRound } from './present'

/** A round's place in the tree. */
export const roundPath = (round: { nodeId: unknown }) => pathOfScope(String(round.nodeId))

/** Where a site lies: its round's node and itself. */
export async function sitePath(id: string) {
  const site = await SiteModel.findById(oid(id)).lean()
  return site ? [...(await roundPath(site)), id] : undefined
}

/** The stored round. Refuses with notFound. */
export async function findRound(roundId: string): Promise<RoundDocument> {
  const round = await RoundModel.findById(oid(roundId)).lean()
  if (!round) throw new Refused('notFound')
  return round
}

export async function findSite(siteId: string) {
  const site = await SiteModel.findById(oid(siteId)).lean()
  if (!site) throw new Refused('notFound')
  return site
}

export async function findTable(tableId: string) {
  const table = await TableModel.findById(oid(tableId)).lean()
  if (!table) throw new Refused('notFound')
  return table
}

export const sitesOf = (roundId: string) =>
  SiteModel.find({ roundId: oid(roundId) })
    .sort({ _id: 1 })
    .lean()
/** The sites of several rounds, in the order of each. */
export const sitesIn = (roundIds: readonly Types.ObjectId[]) =>
  SiteModel.find({ roundId: { $in: roundIds } })
    .sort({ _id: 1 })
    .lean()
export const tablesOf = (roundId: string) =>
  TableModel.find({ roundId: oid(roundId) })
    .sort({ number: 1 })
    .lean()

/**
 * Refuses with round.state unless people are called, admitted and sampled in the round. What was recorded before is
 * taken by a closed one, too.
 */
export function mustBeLive({ state }: Pick<RoundDocument, 'state'>) {
  if (state === 'closed' && isRecorded()) return
  if (!liveRoundStates.includes(state)) throw new Refused('round.state', { state })
}

/**
 * A table as it is within a transaction that relies on its state: written with what it holds, so that closing it at the
 * same moment is a conflict and one of the two is tried again.
 */
export async function heldTable(tableId: string, tx: Change) {
  const table = await TableModel.findByIdAndUpdate(oid(tableId), { $inc: { held: 1 } }, { session: tx.session }).lean()
  if (!table) throw new Refused('notFound')
  return table
}

/** Rounds as they are shown, with their sites and tables. */
export async function viewRounds(rounds: readonly RoundDocument[]): Promise<Round[]> {
  const roundId = { $in: rounds.map((round) => round._id) }
  const sites = await SiteModel.find({ roundId }).sort({ _id: 1 }).lean()
  const tables = await TableModel.find({ roundId }).lean()
  return rounds.map((round) => presentRound(round, sites, tables))
}

/** Refuses unless the actor may read rounds there, by a role for the community or for a part of it. */
async function mustRead(actor: Actor, nodeId: string) {
  if (actor.may('rounds.read', await pathOfScope(nodeId)) || (await worksInside(actor, nodeId))) return
  throw new Refused('auth.forbidden')
}

export async function listRounds({ communityId }: Parsed<typeof api.listRounds>, actor: Actor) {
  await mustRead(actor, communityId)
  const rounds = await RoundModel.find({ communityIds: oid(communityId) })
    .sort({ openedAt: -1 })
    .limit(100)
    .lean()
  return { rounds: await viewRounds(rounds) }
}

export async function readRound({ roundId }: Parsed<typeof api.readRound>, actor: Actor) {
  const round = await findRound(roundId)
  await mustRead(actor, String(round.nodeId))
  const [view] = await viewRounds([round])
  return view as Round
}

export async function readSite({ siteId }: Parsed<typeof api.readSite>) {
  const site = await findSite(siteId)
  const node = await readNode(String(site.nodeId))
  return { id: siteId, name: site.name, place: site.place, roundId: String(site.roundId), community: node?.name ?? '' }
}

/** The live rounds where one of the actor's roles is at work. */
export async function myWork(_input: Parsed<typeof api.myWork>, actor: Actor) {
  actor.self()
  const scopes = actor.grants.filter((grant) => grant.role !== 'resident').map((grant) => grant.scope)
  const paths = await Promise.all(
    scopes.map((scope) => (scope === everything ? [] : pathOfScope(scope).catch((): string[] => []))),
  )
  const all = scopes.includes(everything)
  const rounds = await RoundModel.find({ live: true, ...(all ? {} : { communityIds: { $in: paths.flat().map(oid) } }) })
    .sort({ openedAt: -1 })
    .limit(50)
    .lean()
  const views = await viewRounds(rounds)
  return {
    rounds: await Promise.all(
      views.map(async (view) => {
        const entrances = await readEntrances(view.entranceIds)
        const node = await readNode(view.communityIds[0] ?? '')
        const inOrder = view.entranceIds.flatMap(
          (id) => entrances.find((entrance) => String(entrance._id) === id) ?? [],
        )
        return {
          ...view,
          community: node?.name ?? '',
          entrances: inOrder.map(({ _id, label, colour, gridId }) => ({
            id: String(_id),
            label,
            colour,
            gridId: gridId && String(gridId),
          })),
        }
      }),
    ),
  }
}

/** Every live round of the house. */
export const liveRounds = () => RoundModel.find({ live: true }).lean()

/** The rounds of a community, the newest first. */
export const roundsOf = (communityId: Types.ObjectId) =>
  RoundModel.find({ communityIds: communityId }).sort({ openedAt: -1 }).limit(20).lean()

/** The round that is under way in a community, within a transaction. */
export const liveRoundOf = (communityId: Types.ObjectId, tx: Change) =>
  RoundModel.findOne({ communityIds: communityId, live: true }, null, { session: tx.session }).lean()
