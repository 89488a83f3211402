import type { Parsed } from '@loumen/shared/endpoint'
import type { PersonView } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/tubes/api'
import type { Admission, Scan } from '@loumen/shared/tubes/schema'
import type { ClientSession, Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { duplicateKey, native, oid } from '../base/db'
import { now, real } from '../clock'
import type { RoundDocument } from '../rounds/model'
import { policyOf } from '../rounds/present'
import { findRound, mustBeLive } from '../rounds/queries'
import { bindSlip, type ScannedSlip } from '../tickets/slips'
import { type Admissible, admissible } from './admissible'
import { tubesChanged } from './changed'
import { type TubeDocument, TubeModel } from './model'
import { presentPerson, presentTube } from './present'
import { findTube, poolsOf, tubePath } from './queries'
import { askBearer, choose, type Found, findOnSlip, findScanned } from './scan'

/**
 * Admits people and puts them into the tube. The update's filter wants an open tube with room for all of them, and the
 * unique index wants them in no other live pool of the round: of two devices at once one succeeds (I2). Three driver
 * commands: person, ticket, tube.
 */
export async function admit({ tubeId, scan, ...how }: Parsed<typeof api.admit>, actor: Actor): Promise<Admission> {
  const { roundId, path } = await homeOf(tubeId)
  actor.must('tubes.fill', path)
  const view = actor.view(path)
  const round = await roundNow(roundId)
  const [found, slip] = scan.kind === 'slip' ? await findOnSlip(scan, round) : [await findScanned(scan, round)]
  try {
    mustBeLive(round)
    if (slip && !found.length) return askBearer(slip)
    if (mustAsk(scan, found)) return await choose(found, round, view)
    const ready = await admissible(found, round, how, scan)
    if (policyOf(round).codedSingly && ready.lane === 'separate') throw new Refused('person.single')
    const people = slip && !slip.ticket ? await admissible(await bind(slip, found, actor), round, how, scan) : ready
    const tube = await put(tubeId, people, actor)
    tubesChanged(tube)
    return presentAdmission(tube, found, view)
  } catch (error) {
    // The same operation may have been done before its answer was lost: then what refuses it now is its own effect.
    if (!(error instanceof Refused)) throw error
    const present = await findTube(tubeId)
    if (replayed(present, actor)) return presentAdmission(present, found, view)
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

/** Whether the registrar must say who of those found is here; a door alone always asks. */
export const mustAsk = (scan: Scan, found: readonly Found[]) =>
  scan.kind !== 'slip' && !scan.residentIds && (found.length > 1 || scan.kind === 'home')

/** What an admission answers: the tube, and who of it has just come. */
export const presentAdmission = (
  tube: TubeDocument,
  found: readonly Pick<Found, 'resident'>[],
  view: PersonView,
): Admission => {
  const ids = new Set(found.map(({ resident }) => String(resident._id)))
  return {
    kind: 'admitted',
    tube: presentTube(tube, view),
    admitted: tube.people.filter((one) => ids.has(String(one.residentId))).map((one) => presentPerson(one, view)),
  }
}

/**
 * Puts people into an open tube with room for them, with the history, in one update; with the operation, unless a
 * transaction around it keeps that.
 */
export async function put(
  tubeId: string,
  { people, lane, home }: Admissible,
  actor: Actor,
  session?: ClientSession,
): Promise<TubeDocument> {
  const { account, operation } = actor
  const residentIds = people.map((person) => person.residentId)
  const own = !session && operation && { id: operation.id, accountId: account.id, fingerprint: operation.fingerprint }
  const after = await native(TubeModel)
    .findOneAndUpdate(
      {
        _id: oid(tubeId),
        state: 'open',
        lane: { $in: [null, lane] },
        ...(home ? { home: { $in: [null, home] } } : {}),
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
        $set: { lane, ...(home ? { home } : {}), changedAt: new Date(real()) },
      },
      { returnDocument: 'after', includeResultMetadata: false, ...(session ? { session } : {}) },
    )
    .catch((error: unknown) => explainDuplicate(error, tubeId, residentIds))
  if (after) return after
  const present = await findTube(tubeId)
  const place = present.people.findIndex((person) => residentIds.some((id) => id.equals(person.residentId)))
  if (present.state !== 'open') throw new Refused('tube.state', { state: present.state })
  if (place >= 0) throw new Refused('person.inTube', { barcode: present.barcode, place: place + 1 })
  if (present.lane && present.lane !== lane) throw new Refused('person.otherLane', { lane: present.lane })
  if (home && present.home && !home.equals(present.home)) throw new Refused('tube.otherHousehold')
  if (present.room < people.length) throw new Refused('tube.full', { capacity: present.capacity, room: present.room })
  throw new Refused('operation.running')
}

/** Where a tube belongs never changes, so it is read once. */
const homes = new Map<string, { roundId: string; path: string[]; until: number }>()
const rounds = new Map<string, { round: RoundDocument; until: number }>()

export async function homeOf(tubeId: string) {
  const known = homes.get(tubeId)
  if (known && known.until > real()) return known
  const tube = await findTube(tubeId)
  const home = { roundId: String(tube.roundId), path: await tubePath(tube), until: real() + 5_000 }
  if (homes.size > 10_000) homes.clear()
  homes.set(tubeId, home)
  return home
}

/** A round as it was within the last second. */
export async function roundNow(roundId: string): Promise<RoundDocument> {
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

export function inTube(pool: TubeDocument | undefined, residentIds: readonly Types.ObjectId[]): Refused {
  const place = pool?.people.findIndex((person) => residentIds.some((id) => id.equals(person.residentId))) ?? 0
  return new Refused('person.inTube', { barcode: pool?.barcode, place: place + 1 })
}
