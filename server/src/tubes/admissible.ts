import { Refused } from '@loumen/shared/refusals'
import { careOf, deferral } from '@loumen/shared/tubes/before-swab'
import { goesFirst } from '@loumen/shared/tubes/rules'
import type { Circumstances, Scan } from '@loumen/shared/tubes/schema'
import type { Types } from 'mongoose'
import { oid } from '../base/db'
import { seal } from '../base/personal'
import { unitsOf } from '../calls/board'
import { now } from '../clock'
import { openResident } from '../roster/personal'
import { roundKey } from '../rounds/keys'
import type { RoundDocument } from '../rounds/model'
import { policyOf } from '../rounds/present'
import type { TubeDocument, TubePersonDocument } from './model'
import { reasonPlace, sealPerson, vouchPlace } from './present'
import type { Found } from './scan'

/** People who may be put into a tube together, as the tube keeps them. */
export interface Admissible {
  people: TubePersonDocument[]
  lane: NonNullable<TubeDocument['lane']>
  /** The one household that the tube may hold, where the policy wants that. */
  home?: Types.ObjectId
}

/** Asks every rule of an admission. Refuses with person.* and tube.otherHousehold. */
export async function admissible(
  found: readonly Found[],
  round: RoundDocument,
  how: Circumstances,
  scan?: Scan,
): Promise<Admissible> {
  for (const one of found) mayBeAdmitted(one)
  if (scan?.kind === 'home' && !how.vouch) throw new Refused('person.voucherNeeded')
  const wait = how.declared && deferral(how.declared)
  if (wait && !how.reason) throw deferred(wait)
  const first = found.some(({ resident }) => goesFirst(resident.tags))
  if (!how.reason && !first) await mustBeCalled(found, round)
  const homes = [...new Set(found.map(({ ticket }) => String(ticket.householdId)))]
  const own = policyOf(round).householdTubes
  if (own && homes.length > 1) throw new Refused('tube.otherHousehold')
  return {
    people: await peopleOf(found, round, how),
    lane: laneOf(found),
    ...(own && homes[0] ? { home: oid(homes[0]) } : {}),
  }
}

const deferred = ({ why, minutes }: NonNullable<ReturnType<typeof deferral>>) =>
  why === 'vaccinated'
    ? new Refused('person.vaccinated', { minutes })
    : new Refused('person.deferred', { why, minutes })

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
    const details = {
      entrance: unit.label,
      number: ticket.number,
      ahead: unit.ahead,
      from: unit.minutes?.[0],
      to: unit.minutes?.[1],
    }
    if (unit.state === 'next') throw new Refused('person.next', details)
    throw new Refused(unit.minutes ? 'person.notCalled' : 'person.notCalledYet', details)
  }
}

/** People as a tube keeps them. */
export async function peopleOf(
  found: readonly Found[],
  round: RoundDocument,
  { reason, vouch, declared = {} }: Circumstances = {},
): Promise<TubePersonDocument[]> {
  const units = await unitsOf(String(round._id))
  const key = roundKey(round._id)
  return found.map(({ resident, ticket }) => {
    const { _id } = resident
    const unit = units.get(String(ticket.entranceId))
    const care = careOf(declared, resident.tags)
    return {
      residentId: _id,
      householdId: ticket.householdId,
      communityId: ticket.communityId,
      entranceId: ticket.entranceId,
      person: sealPerson(round._id, _id, openResident(resident, 'name'), openResident(resident, 'document').slice(-4)),
      entrance: unit?.label ?? '',
      colour: unit?.colour ?? 0,
      door: ticket.door,
      number: ticket.number,
      admittedAt: now(),
      ...(reason ? { reason: seal(key, reasonPlace(_id), reason) } : {}),
      ...(care.length ? { care } : {}),
      ...(vouch ? { vouch: seal(key, vouchPlace(_id), `${vouch.by} ${vouch.name}`) } : {}),
    }
  })
}
