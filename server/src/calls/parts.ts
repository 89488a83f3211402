import type { CallPart } from '@loumen/shared/calls/schema'
import { hoursText, minuteOfDay, minutesUntilAllowed } from '@loumen/shared/community/units'
import { Refused } from '@loumen/shared/refusals'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { duplicateKey, newId, oid } from '../base/db'
import { now } from '../clock'
import { readEntrances } from '../community/queries'
import { startRunning } from '../rounds/commands'
import type { SiteDocument } from '../rounds/model'
import { SiteModel, TableModel } from '../rounds/model'
import { pauseOf } from '../rounds/present'
import { findRound, mustBeLive } from '../rounds/queries'
import { type VisitMade, visitsMoved } from '../visits/commands'
import { startPlans } from './contact'
import { type CallDocument, CallModel, type CallPartDocument } from './model'
import { noticeCalled } from './notices'
import { townOf } from './pace/record'

/** Whom to ask down behind one entrance: everybody who is left, some floors, or some households. */
export interface Asked {
  entranceId: string
  floors?: readonly number[] | undefined
  householdIds?: readonly string[] | undefined
}

interface Wanted {
  entranceId: string
  floors: number[]
  householdIds: string[]
  people: number
}

/**
 * Asks households down to a site, for people and for the pace alike: all of them or none. The filter wants that none of
 * them was asked before, and a unique index that no other call holds them, so of two at once one calls. Refuses with
 * site.noOpenTable, site.paused, call.floorsCalled, and with call.outsideHours unless somebody decided to call all the same.
 */
export async function callHouseholds(
  site: SiteDocument,
  asked: readonly Asked[],
  by: CallPart['by'],
  actor: Actor,
  outsideHours = false,
): Promise<string[]> {
  const roundId = String(site.roundId)
  const round = await findRound(roundId)
  const order = new Set(round.entranceIds.map(String))
  if (asked.some(({ entranceId }) => !order.has(entranceId))) throw new Refused('round.entrancesUnknown')
  if (!outsideHours) await mustBeInHours(asked.map(({ entranceId }) => entranceId))
  const visited: VisitMade['household'][] = []
  const { callIds } = await change(actor, async (tx) => {
    mustBeLive(round)
    await mustBeOpen(site, tx)
    const callIds: string[] = []
    visited.length = 0
    for (const wanted of await wantedOf(roundId, asked, tx)) {
      const part = partOf(site, wanted, by)
      callIds.push(await put(site, wanted, part, tx))
      visited.push(...(await startPlans(round, part, tx)))
      await noticeCalled(round, part, tx)
    }
    await startRunning(roundId, tx)
    await tx.note('call.called', [roundId, ...asked.map(({ entranceId }) => entranceId), ...callIds])
    return { callIds: callIds.join(' ') }
  }).catch((error) => {
    if (duplicateKey(error)) throw new Refused('call.floorsCalled')
    throw error
  })
  await visitsMoved(roundId, visited)
  return callIds.split(' ')
}

/** Refuses with call.outsideHours when a group has agreed to other hours. */
async function mustBeInHours(entranceIds: readonly string[]) {
  const minute = minuteOfDay(now().getTime())
  for (const { label, hours = [] } of await readEntrances(entranceIds))
    if (minutesUntilAllowed(hours, minute))
      throw new Refused('call.outsideHours', { entrance: label, hours: hoursText(hours) })
}

/** Refuses unless people may be called to a site now. */
export async function mustBeOpen(site: SiteDocument, tx: Change) {
  if (!(await TableModel.exists({ siteId: site._id, state: 'open' }).session(tx.session)))
    throw new Refused('site.noOpenTable')
  const present = await SiteModel.findById(site._id).session(tx.session).lean()
  if (present && pauseOf(present)) throw new Refused('site.paused')
}

/** Who is meant, among those of the entrance whom nobody asked yet; the frozen are never called. */
async function wantedOf(roundId: string, asked: readonly Asked[], tx: Change): Promise<Wanted[]> {
  const town = await townOf(roundId)
  const calls = await CallModel.find(
    { roundId: oid(roundId), entranceId: { $in: asked.map(({ entranceId }) => oid(entranceId)) } },
    { households: 1 },
    { session: tx.session },
  ).lean()
  const called = new Set(calls.flatMap(({ households = [] }) => households.map(String)))
  return asked.map(({ entranceId, floors, householdIds }) => {
    const groups = (town.get(entranceId) ?? []).filter(
      ({ floor }) => !floors || (floor !== null && floors.includes(floor)),
    )
    const households = groups
      .flatMap((group) => group.households)
      .filter(({ id, frozen }) => !frozen && (!householdIds || householdIds.includes(id)))
    const left = households.filter(({ id }) => !called.has(id))
    if (!left.length || (householdIds && left.length < householdIds.length)) throw new Refused('call.floorsCalled')
    const ids = new Set(left.map(({ id }) => id))
    return {
      entranceId,
      floors: groups.flatMap(({ floor, households: own }) =>
        floor !== null && floor !== 0 && own.some(({ id }) => ids.has(id)) ? [floor] : [],
      ),
      householdIds: [...ids],
      people: left.reduce((sum, { people }) => sum + (people.ordinary ?? 0), 0),
    }
  })
}

const partOf = (site: SiteDocument, wanted: Wanted, by: CallPart['by']): CallPartDocument => ({
  _id: newId(),
  siteId: site._id,
  floors: wanted.floors,
  householdIds: wanted.householdIds.map(oid),
  people: wanted.people,
  calledAt: now(),
  times: 1,
  by,
  channels: [],
})

/** Adds a part to the entrance's live call, or begins one. */
async function put(site: SiteDocument, wanted: Wanted, part: CallPartDocument, tx: Change): Promise<string> {
  const { calledAt: at, householdIds } = part
  const mine = { roundId: site.roundId, entranceId: oid(wanted.entranceId), live: true }
  const after = await CallModel.findOneAndUpdate(
    { ...mine, state: { $in: ['granted', 'called'] }, households: { $nin: householdIds } },
    {
      $set: { state: 'called', siteId: site._id, calledAt: at },
      $inc: { times: 1 },
      $push: { parts: part, households: { $each: householdIds } },
    },
    { session: tx.session, returnDocument: 'after' },
  ).lean()
  if (after) return String(after._id)
  if (await CallModel.exists(mine).session(tx.session)) throw new Refused('call.floorsCalled')
  const call: CallDocument = {
    ...mine,
    _id: newId(),
    siteId: site._id,
    state: 'called',
    grantedAt: at,
    calledAt: at,
    times: 1,
    parts: [part],
    households: householdIds,
  }
  await CallModel.create([call], { session: tx.session })
  return String(call._id)
}
