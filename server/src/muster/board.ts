import type { Parsed } from '@loumen/shared/endpoint'
import { maskPhone } from '@loumen/shared/masking'
import type * as api from '@loumen/shared/muster/api'
import { isMusterLate } from '@loumen/shared/muster/rules'
import type { MusterEntry } from '@loumen/shared/muster/schema'
import { Refused } from '@loumen/shared/refusals'
import { namesOf } from '../accounts/queries'
import { forget } from '../accounts/sessions'
import { workPhonesOf } from '../accounts/staff'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { oid } from '../base/db'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { PostModel } from '../rounds/post-model'
import { findRound, findSite, roundPath, sitesOf } from '../rounds/queries'
import { ShiftModel } from '../shifts/model'
import { endEntry } from './end'
import { type MusterDocument, MusterModel } from './model'
import { postsNow } from './posts'
import { tellMuster } from './told'

/** Everybody who was mobilised for a round, or for the sites whose board the asker runs. */
export async function listMuster({ roundId }: Parsed<typeof api.listMuster>, actor: Actor) {
  const round = await findRound(roundId)
  const sites = await sitesOf(roundId)
  const path = await roundPath(round)
  const own = sites.filter(({ _id }) => actor.may('muster.run', [...path, String(_id)]))
  if (!own.length) throw new Refused('auth.forbidden')
  const entries = await MusterModel.find({ roundId: round._id, siteId: { $in: own.map(({ _id }) => _id) } })
    .sort({ unit: 1, _id: 1 })
    .limit(2000)
    .lean()
  const ids = entries.map(({ accountId }) => accountId)
  const [names, phones, shifts, posts] = await Promise.all([
    namesOf(ids),
    workPhonesOf(ids),
    ShiftModel.find({ roundId: round._id, state: { $in: ['planned', 'here'] } })
      .sort({ from: 1 })
      .lean(),
    PostModel.find({ roundId: round._id, removed: false }).sort({ _id: 1 }).lean(),
  ])
  const everywhere = actor.may('muster.run', path)
  const mine = posts.filter(({ siteId }) => (siteId ? own.some(({ _id }) => _id.equals(siteId)) : everywhere))
  const at = now().getTime()
  const people = entries.map((entry): MusterEntry => {
    const shift = shifts.find(({ state, accountId }) => state === 'here' && accountId.equals(entry.accountId))
    const { _id, accountId, unit, roles, siteId, state, calledAt, dueAt, arrivedAt, releasedAt, until } = entry
    return {
      id: String(_id),
      accountId: String(accountId),
      name: names.get(String(accountId)) ?? '',
      phone: maskPhone(phones.get(String(accountId)) ?? '', 'masked') ?? '',
      unit,
      roles,
      siteId: String(siteId),
      site: sites.find((site) => site._id.equals(siteId))?.name ?? null,
      state,
      post: (shift && posts.find((post) => post._id.equals(shift.postId))?.name) ?? null,
      calledAt: calledAt.toISOString(),
      dueAt: dueAt.toISOString(),
      late: isMusterLate(state, dueAt.getTime(), at),
      arrivedAt: arrivedAt?.toISOString() ?? null,
      releasedAt: releasedAt?.toISOString() ?? null,
      until: until.toISOString(),
    }
  })
  return { people, posts: await postsNow(mine, shifts, sites), now: now().toISOString() }
}

/** One arrives oneself, at the site whose code one scanned; twice is once. */
export async function arrive({ siteId }: Parsed<typeof api.arrive>, actor: Actor) {
  const accountId = actor.self()
  const site = await findSite(siteId)
  const mine = { accountId: oid(accountId), siteId: site._id, live: true, until: { $gt: now() } }
  const entry = await MusterModel.findOne(mine).lean()
  if (!entry) throw new Refused('muster.notListed')
  await change(actor, async (tx) => {
    const { modifiedCount } = await MusterModel.updateOne(
      { _id: entry._id, state: 'expected' },
      { $set: { state: 'arrived', arrivedAt: now() } },
      { session: tx.session },
    )
    if (modifiedCount) await tx.note('muster.arrived', [String(entry.roundId), accountId])
    return { musterId: String(entry._id) }
  })
  tellMuster({ _id: entry.siteId, nodeId: entry.nodeId })
  const { arrivedAt, unit, until } = (await MusterModel.findById(entry._id).lean()) ?? entry
  return { site: site.name, unit, until: until.toISOString(), arrivedAt: (arrivedAt ?? now()).toISOString() }
}

async function findEntry(musterId: string, actor: Actor): Promise<MusterDocument> {
  const entry = await MusterModel.findById(oid(musterId)).lean()
  actor.must('muster.run', entry ? await pathOfScope(String(entry.siteId)) : [])
  if (!entry) throw new Refused('notFound')
  return entry
}

/** Says that somebody has arrived whose phone cannot; of two at once one does. */
export async function markArrived({ musterId }: Parsed<typeof api.markArrived>, actor: Actor) {
  const entry = await findEntry(musterId, actor)
  await change(actor, async (tx) => {
    const { modifiedCount } = await MusterModel.updateOne(
      { _id: entry._id, state: 'expected' },
      { $set: { state: 'arrived', arrivedAt: now() } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('muster.state')
    await tx.note('muster.arrived', [String(entry.roundId), String(entry.accountId)])
    return { musterId }
  })
  tellMuster({ _id: entry.siteId, nodeId: entry.nodeId })
  return { musterId }
}

/** Lets somebody go; what the list gave them ends, and their phone loses it at once. */
export async function releaseMustered({ musterId }: Parsed<typeof api.releaseMustered>, actor: Actor) {
  const entry = await findEntry(musterId, actor)
  await change(actor, async (tx) => {
    await endEntry(entry, now(), tx)
    await tx.note('muster.released', [String(entry.roundId), String(entry.accountId)])
    return { musterId }
  })
  forget(String(entry.accountId))
  tellMuster({ _id: entry.siteId, nodeId: entry.nodeId })
  return { musterId }
}
