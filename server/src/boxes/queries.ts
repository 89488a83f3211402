import type { Ability } from '@loumen/shared/abilities'
import type * as api from '@loumen/shared/boxes/api'
import { boxLimit, boxWarning, collectedWithin, resultWithin } from '@loumen/shared/boxes/rules'
import type { Box, OverdueTube } from '@loumen/shared/boxes/schema'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type { Actor } from '../base/actor'
import { oid } from '../base/db'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { findRound, roundPath, sitesOf } from '../rounds/queries'
import { TubeModel } from '../tubes/model'
import { type BoxDocument, BoxModel } from './model'
import { firstSample, presentBox, standsOf } from './present'

const shown = 300

/** A stored box. Refuses with notFound. */
export async function findStored(boxId: string, actor: Actor): Promise<BoxDocument> {
  const box = await BoxModel.findById(oid(boxId)).lean()
  if (box) return box
  actor.must('boxes.read', [])
  throw new Refused('notFound')
}

/** Refuses unless the actor works with boxes of this one's site. */
export async function mayWork(box: BoxDocument, ability: Ability, actor: Actor) {
  actor.must(ability, await pathOfScope(String(box.siteId)))
}

export async function readBox({ boxId }: Parsed<typeof api.readBox>, actor: Actor): Promise<Box> {
  const box = await findStored(boxId, actor)
  await mayWork(box, 'boxes.read', actor)
  return presentBox(box)
}

/** The box that has this label now, or had it last. A stranger's box answers like an unknown one. */
export async function findBox({ code }: Parsed<typeof api.findBox>, actor: Actor): Promise<Box> {
  const box = await BoxModel.findOne({ code }).sort({ live: -1, openedAt: -1 }).lean()
  if (!box || !actor.may('boxes.read', await pathOfScope(String(box.siteId)))) {
    actor.self()
    throw new Refused('box.unknown', { code })
  }
  return presentBox(box)
}

/** The boxes of a round at the sites where the actor works, the ones under way first. */
export async function listBoxes({ roundId }: Parsed<typeof api.listBoxes>, actor: Actor) {
  const boxes = await BoxModel.find({ roundId: oid(roundId) })
    .sort({ live: -1, openedAt: -1 })
    .limit(shown)
    .lean()
  const round = await findRound(roundId)
  const whole = actor.may('boxes.read', await roundPath(round))
  const own: BoxDocument[] = []
  for (const box of boxes) if (whole || actor.may('boxes.read', await pathOfScope(String(box.siteId)))) own.push(box)
  if (!whole && !own.length && !(await worksAtASite(roundId, actor))) throw new Refused('auth.forbidden')
  return { boxes: await Promise.all(own.map(presentBox)) }
}

async function worksAtASite(roundId: string, actor: Actor) {
  for (const site of await sitesOf(roundId))
    if (actor.may('boxes.read', await pathOfScope(String(site._id)))) return true
  return false
}

/** Every closed tube without box, receipt or result in time, and every doubtful one, the oldest first. */
export async function listOverdue({ roundId }: Parsed<typeof api.listOverdue>, actor: Actor) {
  const round = await findRound(roundId)
  actor.must('boxes.read', await roundPath(round))
  return { tubes: await overdueOf(roundId) }
}

/** How many boxes under way are over two hours since their first sample, and how many tubes somebody must look for. */
export async function transportAlarms(roundId: string) {
  const overdue = await overdueOf(roundId)
  const boxes = await BoxModel.find({ roundId: oid(roundId), live: true }, { _id: 1 }).lean()
  const inside = await TubeModel.find({ boxId: { $in: boxes.map((box) => box._id) } }, { boxId: 1, people: 1 }).lean()
  const late = inside.filter((tube) => {
    const first = firstSample(tube)
    return first && boxWarning(now().getTime() - first.getTime()) !== 'none'
  })
  return { boxesLate: new Set(late.map((tube) => String(tube.boxId))).size, tubesOverdue: overdue.length }
}

async function overdueOf(roundId: string): Promise<OverdueTube[]> {
  const round = await findRound(roundId)
  const at = now().getTime()
  const [tubes, standOf] = await Promise.all([
    TubeModel.find({ roundId: round._id, state: { $in: ['closed', 'boxed', 'received'] } })
      .sort({ closedAt: 1 })
      .lean(),
    standsOf(roundId),
  ])
  const boxes = new Map(
    (await BoxModel.find({ roundId: round._id }, { code: 1 }).lean()).map((box) => [String(box._id), box.code]),
  )
  return tubes.flatMap((tube): OverdueTube[] => {
    const first = firstSample(tube) ?? tube.openedAt
    const age = at - first.getTime()
    const late =
      tube.state === 'closed' && at - (tube.closedAt ?? first).getTime() > collectedWithin
        ? 'noBox'
        : tube.state !== 'received' && age > boxLimit
          ? 'noReceipt'
          : age > resultWithin
            ? 'noResult'
            : undefined
    const why = tube.doubtful ? 'doubtful' : late
    if (!why) return []
    return [
      {
        tubeId: String(tube._id),
        barcode: tube.barcode,
        people: tube.people.length,
        ...standOf(tube),
        box: tube.boxId ? (boxes.get(String(tube.boxId)) ?? null) : null,
        why,
        since: first.toISOString(),
      },
    ]
  })
}
