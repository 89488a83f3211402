import type * as api from '@loumen/shared/calls/api'
import type { Calling } from '@loumen/shared/calls/schema'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { newId, oid } from '../base/db'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { worksInside } from '../community/queries'
import { moveEntrance } from '../rounds/commands'
import { pauseOf } from '../rounds/present'
import { findRound, findSite, mustBeLive, roundPath, sitesOf } from '../rounds/queries'
import { callingChanged } from './changed'
import { CallingModel, QueueCountModel } from './model'
import { callingOf, countsOf } from './queries'

export async function readCalling({ roundId }: Parsed<typeof api.readCalling>, actor: Actor): Promise<Calling> {
  const round = await findRound(roundId)
  if (!actor.may('calls.follow', await roundPath(round)) && !(await worksInside(actor, String(round.nodeId))))
    throw new Refused('auth.forbidden')
  return presentCalling(roundId)
}

/** Moves one entrance in the call order, before another or to the end. */
export async function moveUnit({ roundId, entranceId, before }: Parsed<typeof api.moveUnit>, actor: Actor) {
  const round = await findRound(roundId)
  actor.must('calls.grant', [...(await roundPath(round)), ...(await sitesOf(roundId)).map(({ _id }) => String(_id))])
  await change(actor, async (tx) => {
    await moveEntrance(roundId, entranceId, before, tx)
    await tx.note('calling.moved', [roundId, entranceId])
    return { roundId }
  })
  return told(roundId)
}

/** Holds an entrance back, or lets it go on. */
export async function holdUnit({ roundId, entranceId, held }: Parsed<typeof api.holdUnit>, actor: Actor) {
  const round = await findRound(roundId)
  const sites = (await sitesOf(roundId)).map(({ _id }) => String(_id))
  actor.must('calls.call', [...(await pathOfScope(entranceId)), ...sites])
  if (!round.entranceIds.some((id) => String(id) === entranceId)) throw new Refused('round.entrancesUnknown')
  await change(actor, async (tx) => {
    mustBeLive(round)
    await CallingModel.updateOne(
      { _id: oid(roundId) },
      held ? { $addToSet: { held: oid(entranceId) } } : { $pull: { held: oid(entranceId) } },
      { session: tx.session, upsert: true },
    )
    await tx.note(held ? 'calling.held' : 'calling.released', [roundId, entranceId])
    return { roundId }
  })
  return told(roundId)
}

/** Who decides about calls at a site. */
export async function setCallMode({ siteId, mode }: Parsed<typeof api.setCallMode>, actor: Actor) {
  const site = await findSite(siteId)
  actor.must('calls.grant', await pathOfScope(siteId))
  const round = await findRound(String(site.roundId))
  await change(actor, async (tx) => {
    mustBeLive(round)
    const { session } = tx
    await CallingModel.updateOne(
      { _id: round._id },
      { $pull: { modes: { siteId: site._id } } },
      { session, upsert: true },
    )
    await CallingModel.updateOne({ _id: round._id }, { $push: { modes: { siteId: site._id, mode } } }, { session })
    await tx.note(`calling.${mode}`, [String(round._id), siteId])
    return { siteId }
  })
  return told(String(round._id))
}

/** One tap: about so many people stand in the queue now. */
export async function countQueue({ siteId, people }: Parsed<typeof api.countQueue>, actor: Actor) {
  const site = await findSite(siteId)
  actor.must('calls.grant', await pathOfScope(siteId))
  const round = await findRound(String(site.roundId))
  await change(actor, async (tx) => {
    mustBeLive(round)
    await QueueCountModel.create([{ _id: newId(), roundId: round._id, siteId: site._id, people, at: now() }], {
      session: tx.session,
    })
    await tx.note('queue.counted', [String(round._id), siteId])
    return { siteId }
  })
  return told(String(round._id))
}

async function told(roundId: string): Promise<Calling> {
  const calling = await presentCalling(roundId)
  callingChanged(
    roundId,
    calling.sites.map(({ siteId }) => siteId),
  )
  return calling
}

async function presentCalling(roundId: string): Promise<Calling> {
  const [round, sites, calling, counts] = await Promise.all([
    findRound(roundId),
    sitesOf(roundId),
    callingOf(roundId),
    countsOf(roundId),
  ])
  return {
    roundId,
    entranceIds: round.entranceIds.map(String),
    held: calling.held.map(String),
    sites: sites.map((site) => {
      const counted = counts.findLast(({ siteId }) => siteId.equals(site._id))
      return {
        siteId: String(site._id),
        mode: calling.modes.find(({ siteId }) => siteId.equals(site._id))?.mode ?? 'manual',
        pause: pauseOf(site),
        counted: counted ? { people: counted.people, at: counted.at.toISOString() } : null,
      }
    }),
  }
}
