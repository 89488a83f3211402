import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import { liveRoundStates } from '@loumen/shared/rounds/rules'
import type * as api from '@loumen/shared/tubes/api'
import type { Admission } from '@loumen/shared/tubes/schema'
import type { Actor } from '../base/actor'
import { duplicateKey, type oid } from '../base/db'
import { seal } from '../base/personal'
import { unitsOf } from '../calls/board'
import { now, real } from '../clock'
import { readEntrances } from '../community/queries'
import { openResident } from '../roster/personal'
import { readHouseholds } from '../roster/queries'
import { roundKey } from '../rounds/keys'
import type { RoundDocument } from '../rounds/model'
import { findRound } from '../rounds/queries'
import { tubesChanged } from './changed'
import { type TubeDocument, TubeModel, type TubePersonDocument } from './model'
import { presentPerson, presentTube, reasonPlace, sealPerson } from './present'
import { findTube, poolsOf, tubePath } from './queries'
import { choose, type Found, findScanned } from './scan'

/**
 * Admits people and puts them into the tube. The update's filter wants an open tube with room for all of them, and the
 * unique index wants them in no other live pool of the round: of two devices at once one succeeds (I2).
 */
export async function admit({ tubeId, scan, reason }: Parsed<typeof api.admit>, actor: Actor): Promise<Admission> {
  const tube = await findTube(tubeId)
  const path = await tubePath(tube)
  actor.must('tubes.fill', path)
  const view = actor.view(path)
  const before = replayed(tube, actor)
  const round = await findRound(String(tube.roundId))
  const found = await findScanned(scan, round)
  const ids = new Set(found.map(({ resident }) => String(resident._id)))
  if (before) return admitted(tube, ids)
  if (!liveRoundStates.includes(round.state)) throw new Refused('round.state', { state: round.state })
  if (scan.kind === 'ticket' && !scan.residentIds && found.length > 1) return choose(found, round, view)
  for (const one of found) mayBeAdmitted(one)
  if (!reason) await mustBeCalled(found, round)
  const people = await peopleOf(found, round, reason)
  const update = {
    $push: {
      people: { $each: people },
      history: { $each: people.map((person) => entryOf(actor, person.residentId.toHexString(), person.reason)) },
      ...(actor.operation
        ? {
            operations: {
              id: actor.operation.id,
              accountId: actor.account.id,
              fingerprint: actor.operation.fingerprint,
            },
          }
        : {}),
    },
    $inc: { room: -people.length },
    $set: { changedAt: new Date(real()) },
  }
  const residentIds = people.map((person) => person.residentId)
  const after = (await TubeModel.collection
    .findOneAndUpdate(
      { _id: tube._id, state: 'open', room: { $gte: people.length }, 'people.residentId': { $nin: residentIds } },
      update as never,
      { returnDocument: 'after' },
    )
    .catch((error) => explainDuplicate(error, round, residentIds))) as unknown as TubeDocument | null
  if (!after) return explain(tubeId, actor, ids, people.length)
  tubesChanged(after)
  return admitted(after, ids)

  function admitted(document: TubeDocument, residents: ReadonlySet<string>): Admission {
    return {
      kind: 'admitted',
      tube: presentTube(document, view),
      admitted: document.people
        .filter((person) => residents.has(String(person.residentId)))
        .map((person) => presentPerson(person, view)),
    }
  }

  /** Nothing matched the filter: says which of its conditions was not met. */
  async function explain(id: string, who: Actor, residents: ReadonlySet<string>, wanted: number): Promise<Admission> {
    const present = await findTube(id)
    if (replayed(present, who)) return admitted(present, residents)
    const place = present.people.findIndex((person) => residents.has(String(person.residentId)))
    if (present.state !== 'open') throw new Refused('tube.state', { state: present.state })
    if (place >= 0) throw new Refused('person.inTube', { barcode: present.barcode, place: place + 1 })
    if (present.room < wanted) throw new Refused('tube.full', { capacity: present.capacity, room: present.room })
    throw new Refused('operation.running')
  }
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
  const households = await readHouseholds([...new Set(found.map(({ ticket }) => String(ticket.householdId)))])
  const entrances = await readEntrances([...new Set(found.map(({ ticket }) => String(ticket.entranceId)))])
  return found.map(({ resident, ticket }) => {
    const entrance = entrances.find((one) => String(one._id) === String(ticket.entranceId))
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
      entrance: entrance?.label ?? '',
      colour: entrance?.colour ?? 0,
      door: households.find((one) => String(one._id) === String(ticket.householdId))?.door ?? '',
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
  round: RoundDocument,
  residentIds: readonly ReturnType<typeof oid>[],
): Promise<never> {
  const fields = duplicateKey(error)
  if (fields?.includes('operations.id')) throw new Refused('operation.different')
  if (!fields) throw error
  const [pool] = await poolsOf(round._id, residentIds)
  const place = pool?.people.findIndex((person) => residentIds.some((id) => id.equals(person.residentId))) ?? 0
  throw new Refused('person.inTube', { barcode: pool?.barcode, place: place + 1 })
}
