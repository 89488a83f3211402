import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/muster/api'
import { everything } from '@loumen/shared/roles'
import type { Actor } from '../base/actor'
import { oid } from '../base/db'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { RoundModel, SiteModel } from '../rounds/model'
import { PostModel } from '../rounds/post-model'
import { roundPath } from '../rounds/queries'
import { ShiftModel } from '../shifts/model'
import { waitingAt } from './admit'
import { postsNow } from './posts'

const mostRounds = 50
const halfADay = 12 * 3_600_000

/** What waits at the sites that somebody leads: asks to help, and shifts that nobody took up. */
export async function myMuster(_input: Parsed<typeof api.myMuster>, actor: Actor) {
  actor.self()
  const sites = await sitesLedBy(actor)
  const siteIds = sites.map(({ _id }) => _id)
  const asks = await waitingAt(siteIds.map(String))
  const posts = await PostModel.find({ siteId: { $in: siteIds }, removed: false }).lean()
  const soon = { $gte: new Date(now().getTime() - halfADay), $lte: now() }
  const shifts = await ShiftModel.find({
    postId: { $in: posts.map(({ _id }) => _id) },
    from: soon,
    state: 'planned',
  }).lean()
  const late = (await postsNow(posts, shifts, sites)).flatMap(({ siteId, name: post, due }) =>
    due.filter((one) => one.late).map(({ shiftId, name, from }) => ({ siteId, shiftId, name, post, from })),
  )
  return {
    sites: sites.map(({ _id, roundId, name }) => ({
      roundId: String(roundId),
      siteId: String(_id),
      site: name,
      asks: asks.filter(({ siteId }) => siteId === String(_id)).map(({ siteId: _, ...ask }) => ask),
      late: late.filter(({ siteId }) => siteId === String(_id)).map(({ siteId: _, ...one }) => one),
    })),
    now: now().toISOString(),
  }
}

/** The sites of the rounds under way whose board somebody runs. */
async function sitesLedBy(actor: Actor) {
  const scopes = actor.grants.map(({ scope }) => scope)
  const paths = await Promise.all(
    scopes.map((scope) => (scope === everything ? [] : pathOfScope(scope).catch((): string[] => []))),
  )
  const inside = scopes.includes(everything) ? {} : { communityIds: { $in: paths.flat().map(oid) } }
  const rounds = await RoundModel.find({ live: true, ...inside })
    .sort({ openedAt: -1 })
    .limit(mostRounds)
    .lean()
  const sites = await SiteModel.find({ roundId: { $in: rounds.map(({ _id }) => _id) } })
    .sort({ _id: 1 })
    .lean()
  const pathOf = new Map<string, string[]>()
  for (const round of rounds) pathOf.set(String(round._id), await roundPath(round))
  return sites.filter(({ _id, roundId }) =>
    actor.may('muster.run', [...(pathOf.get(String(roundId)) ?? []), String(_id)]),
  )
}
