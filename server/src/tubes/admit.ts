import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/tubes/api'
import type { Admission } from '@loumen/shared/tubes/schema'
import type { Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { duplicateKey, native, oid } from '../base/db'
import { seal } from '../base/personal'
import { unitsOf } from '../calls/board'
import { now, real } from '../clock'
import { openResident } from '../roster/personal'
import { roundKey } from '../rounds/keys'
import type { RoundDocument } from '../rounds/model'
import { findRound, mustBeLive } from '../rounds/queries'
import { bindSlip, type ScannedSlip } from '../tickets/slips'
import { tubesChanged } from './changed'
import { type TubeDocument, TubeModel, type TubePersonDocument } from './model'
import { presentPerson, presentTube, reasonPlace, sealPerson } from './present'
import { findTube, poolsOf, tubePath } from './queries'
import { askBearer, choose, type Found, findOnSlip, findScanned } from './scan'

/**
 * Admits people and puts them into the tube. The update's filter wants an open tube with room for all of them, and the
 * unique index wants them in no other live pool of the round: of two devices at once one succeeds (I2). Three driver
 * commands: person, ticket, tube.
 */
export async function admit({ tubeId, scan, reason }: Parsed<typeof api.admit>, actor: Actor): Promise<Admission> {
  const { roundId, path } = await homeOf(tubeId)
  actor.must('tubes.fill', path)
  const view = actor.view(path)
  const round = await roundNow(roundId)
  const [found, slip] = scan.kind === 'slip' ? await findOnSlip(scan, round) : [await findScanned(scan, round)]
  const ids = new Set(found.map(({ resident }) => String(resident._id)))
  const admitted = (tube: TubeDocument): Admission => ({
    kind: 'admitted',
    tube: presentTube(tube, view),
    admitted: tube.people.filter((one) => ids.has(String(one.residentId))).map((one) => presentPerson(one, view)),
  })
  try {
    mustBeLive(round)
    if (scan.kind === 'ticket' && !scan.residentIds && found.length > 1) return await choose(found, round, view)
    if (slip && !found.length) return askBearer(slip)
    for (const one of found) mayBeAdmitted(one)
    if (!reason) await mustBeCalled(found, round)
    const bearers = slip && !slip.ticket ? await bind(slip, found, actor) : found
    const tube = await put(tubeId, await peopleOf(bearers, round, reason), laneOf(bearers), actor)
    tubesChanged(tube)
    return admitted(tube)
  } catch (error) {
    // The same operation may have been done before its answer was lost: then what refuses it now is its own effect.
    if (!(error instanceof Refused)) throw error
    const present = await findTube(tubeId)
    if (replayed(present, actor)) return admitted(present)
    throw error
  }
}

/** Gives a blank slip to the one who brings it, unless they are in a tube already. */
async function bind(slip: ScannedSlip, found: readonly Found[], actor: Actor): Promise<Found[]> {
  const ids = found.map(({ resident }) => resident._id)
  const [pool] = await poolsOf(oid(slip.code.roundId), ids)
  if (pool) throw inTube(pool, ids)
  return Promise.all(
    found.map(async ({ resident, ticket }) => ({ resident, ticket: await bindSlip(slip, ticket, actor) })),
  )
}

/** Puts people into an open tube with room for them, with the history and the operation, in one update. */
async function put(
  tubeId: string,
  people: readonly TubePersonDocument[],
  lane: NonNullable<TubeDocument['lane']>,
  actor: Actor,
): Promise<TubeDocument> {
  const { account, operation } = actor
  const residentIds = people.map((person) => person.residentId)
  const own = operation && { id: operation.id, accountId: account.id, fingerprint: operation.fingerprint }
  const after = await native(TubeModel)
    .findOneAndUpdate(
      {
        _id: oid(tubeId),
        state: 'open',
        lane: { $in: [null, lane] },
        room: { $gte: people.length },
        'people.residentId': { $nin: residentIds },
        ...(own ? { 'operations.id': { $ne: own.id } } : {}),
      },
      {
        $push: {
          people: { $each: [...people] },
          history: { $each: people.map((one) => entryOf(actor, String(one.residentId), one.reason)) },
          ...(own ? { operations: own } : {}),
        },
        $inc: { room: -people.length },
        $set: { lane, changedAt: new Date(real()) },
      },
      { returnDocument: 'after', includeResultMetadata: false },
    )
    .catch((error: unknown) => explainDuplicate(error, tubeId, residentIds))
  if (after) return after
  const present = await findTube(tubeId)
  const place = present.people.findIndex((person) => residentIds.some((id) => id.equals(person.residentId)))
  if (present.state !== 'open') throw new Refused('tube.state', { state: present.state })
  if (place >= 0) throw new Refused('person.inTube', { barcode: present.barcode, place: place + 1 })
  if (present.lane && present.lane !== lane) throw new Refused('person.otherLane', { lane: present.lane })
  if (present.room < people.length) throw new Refused('tube.full', { capacity: present.capacity, room: present.room })
  throw new Refused('operation.running')
}

/** Where a tube belongs never changes, so it is read once. */
const homes = new Map<string, { roundId: string; path: string[]; until: number }>()
const rounds = new Map<string, { round: RoundDocument; until: number }>()

async function homeOf(tubeId: string) {
  const known = homes.get(tubeId)
  if (known && known.until > real()) return known
  const tube = await findTube(tubeId)
  const home = { roundId: String(tube.roundId), path: await tubePath(tube), until: real() + 5_000 }
  if (homes.size > 10_000) homes.clear()
  homes.set(tubeId, home)
  return home
}

/** A round as it was within the last second. */
async function roundNow(roundId: string): Promise<RoundDocument> {
  const known = rounds.get(roundId)
  if (known && known.until > real()) return known.round
  const round = await findRound(roundId)
  rounds.set(roundId, { round, until: real() + 1_000 })
  return round
}

/** Whether this operation already changed this tube; the same id with another body is refused. */
export function replayed(tube: TubeDocument, actor: Actor): boolean {
  const known = tube.operations.find((operation) => operation.id === actor.operation?.id)
  if (!known) return false
  if (known.fingerprint !== actor.operation?.fingerprint || known.accountId !== actor.account.id)
    throw new Refused('operation.different')
  actor.outcome = 'duplicate'
  return true
}

/** The lane of people who are admitted together; a household of both is admitted in two tubes. Refuses with person.otherLane. */
function laneOf(found: readonly Found[]): 'ordinary' | 'separate' {
  const separate = found.filter(({ ticket }) => ticket.route === 'separate').length
  if (separate && separate < found.length) throw new Refused('person.otherLane', { lane: 'ordinary' })
  return separate ? 'separate' : 'ordinary'
}

function mayBeAdmitted({ ticket }: Found) {
  if (ticket.state === 'cancelled') throw new Refused('ticket.cancelled')
  if (ticket.frozen) throw new Refused('person.frozen')
  if (ticket.route === 'doorOnly') throw new Refused('person.doorOnly')
}

/** Who has not been called is told when and where to wait; a reason admits them all the same. */
async function mustBeCalled(found: readonly Found[], round: RoundDocument) {
  const units = await unitsOf(String(round._id))
  for (const { ticket } of found) {
    const unit = units.get(String(ticket.entranceId))
    if (!unit || unit.state === 'called' || unit.state === 'cleared') continue
    const details = { entrance: unit.label, ahead: unit.ahead, from: unit.minutes?.[0], to: unit.minutes?.[1] }
    if (unit.state === 'next') throw new Refused('person.next', details)
    throw new Refused(unit.minutes ? 'person.notCalled' : 'person.notCalledYet', details)
  }
}

/** People as a tube keeps them. */
export async function peopleOf(
  found: readonly Found[],
  round: RoundDocument,
  reason: string | undefined,
): Promise<TubePersonDocument[]> {
  const units = await unitsOf(String(round._id))
  return found.map(({ resident, ticket }) => {
    const unit = units.get(String(ticket.entranceId))
    return {
      residentId: resident._id,
      householdId: ticket.householdId,
      communityId: ticket.communityId,
      entranceId: ticket.entranceId,
      person: sealPerson(
        round._id,
        resident._id,
        openResident(resident, 'name'),
        openResident(resident, 'document').slice(-4),
      ),
      entrance: unit?.label ?? '',
      colour: unit?.colour ?? 0,
      door: ticket.door,
      number: ticket.number,
      admittedAt: now(),
      ...(reason ? { reason: seal(roundKey(round._id), reasonPlace(resident._id), reason) } : {}),
    }
  })
}

const entryOf = ({ account, from, operation }: Actor, residentId: string, reason: string | undefined) => ({
  at: now(),
  accountId: account.id,
  from,
  operationId: operation?.id,
  what: 'person.admitted',
  residentId,
  ...(reason ? { reason } : {}),
})

async function explainDuplicate(
  error: unknown,
  tubeId: string,
  residentIds: readonly Types.ObjectId[],
): Promise<never> {
  const fields = duplicateKey(error)
  if (fields?.includes('operations.id')) throw new Refused('operation.different')
  if (!fields) throw error
  const [pool] = await poolsOf((await findTube(tubeId)).roundId, residentIds)
  throw inTube(pool, residentIds)
}

function inTube(pool: TubeDocument | undefined, residentIds: readonly Types.ObjectId[]): Refused {
  const place = pool?.people.findIndex((person) => residentIds.some((id) => id.equals(person.residentId))) ?? 0
  return new Refused('person.inTube', { barcode: pool?.barcode, place: place + 1 })
}
