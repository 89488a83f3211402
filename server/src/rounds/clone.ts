import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/rounds/api'
import type { Round } from '@loumen/shared/rounds/schema'
import type { Actor } from '../base/actor'
import { entrancesOf } from '../community/queries'
import { openRoundWith } from './commands'
import { SiteModel } from './model'
import { copyPosts } from './posts'
import { findRound, roundPath, viewRounds } from './queries'

/** The next round like an earlier one: policy, sites with their tables, call order, and posts moved to today. */
export async function cloneRound({ roundId, name }: Parsed<typeof api.cloneRound>, actor: Actor): Promise<Round> {
  const from = await findRound(roundId)
  actor.must('rounds.open', await roundPath(from))
  const [view] = await viewRounds([from])
  const { policy, sites, entranceIds } = view as Round
  const communityId = String(from.nodeId)
  const own = new Set((await entrancesOf(communityId)).map((entrance) => String(entrance._id)))
  const input = {
    communityId,
    name,
    policy,
    sites: sites.map((site) => ({ name: site.name, place: site.place, tables: Math.max(1, site.tables.length) })),
    entranceIds: entranceIds.filter((id) => own.has(id)),
  }
  return openRoundWith(input, actor, async (round, _people, tx) => {
    const copies = await SiteModel.find({ roundId: round._id }).sort({ _id: 1 }).session(tx.session).lean()
    await copyPosts(from, round, new Map(sites.map(({ id }, at) => [id, copies[at]?._id])), tx)
  })
}
