import { createHash } from 'node:crypto'
import type { Parsed } from '@loumen/shared/endpoint'
import { maskName } from '@loumen/shared/masking'
import type * as api from '@loumen/shared/operations/api'
import type { Pack, PackMark, PackPerson, RoundPack } from '@loumen/shared/operations/pack'
import { Refused } from '@loumen/shared/refusals'
import type { Actor } from '../base/actor'
import { signingKey } from '../base/personal'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { mayInside, readEntrances } from '../community/queries'
import { openResident } from '../roster/personal'
import { readResidents } from '../roster/queries'
import { findRound, findSite, roundPath, sitesOf } from '../rounds/queries'
import type { TicketDocument } from '../tickets/model'
import { ticketsChangedSince } from '../tickets/queries'
import { unboxedTubes } from '../tubes/queries'
import { journalKey, ownKey } from './intake'
import { sealKey } from './sealed'

const shift = 8 * 3_600_000
/** Opening personal fields takes time that others wait for, so it is done a few people at a time. */
const atATime = 200

/** The people of a round for one site's shift, by masked name, door, last four digits and ticket. */
export async function readPack({ siteId, entranceId, known }: Parsed<typeof api.readPack>, actor: Actor) {
  actor.must('tubes.fill', await pathOfScope(siteId))
  const site = await findSite(siteId)
  const round = await findRound(String(site.roundId))
  const roundId = String(round._id)
  const tickets = (await ticketsChangedSince(roundId)).filter(
    (ticket) => ticket.live && (!entranceId || String(ticket.entranceId) === entranceId),
  )
  const entrances = await readEntrances([...new Set(tickets.map((ticket) => String(ticket.entranceId)))])
  const place = new Map(entrances.map((entrance, at) => [String(entrance._id), at]))
  const people: PackPerson[] = []
  for (let at = 0; at < tickets.length; at += atATime) {
    const some = tickets.slice(at, at + atATime)
    const residents = await readResidents(some.map((ticket) => String(ticket.residentId)))
    const byId = new Map(residents.map((resident) => [String(resident._id), resident]))
    for (const ticket of some) {
      const resident = byId.get(String(ticket.residentId))
      if (!resident) continue
      people.push([
        String(ticket.residentId),
        String(ticket.householdId),
        maskName(openResident(resident, 'name'), 'masked'),
        openResident(resident, 'document').slice(-4).toUpperCase(),
        place.get(String(ticket.entranceId)) ?? -1,
        ticket.door,
        ticket.number,
        markOf(ticket),
      ])
    }
  }
  const pack: Pack = {
    roundId,
    siteId,
    capacity: round.policy.poolSize,
    until: new Date(now().getTime() + shift).toISOString(),
    ticketKey: signingKey(),
    journalKey: journalKey(actor.account.id, roundId),
    sealKey: sealKey(),
    entrances: entrances.map(({ _id, label, building, colour }) => ({ id: String(_id), label, building, colour })),
    people,
  }
  const { until, ...content } = pack
  const mark = createHash('sha256').update(JSON.stringify(content)).digest('base64url')
  return { mark, until, pack: mark === known ? null : pack }
}

function markOf({ state, frozen, route }: TicketDocument): PackMark {
  if (state === 'cancelled') return 'cancelled'
  if (frozen) return 'frozen'
  return route === 'ordinary' ? '' : route
}

/** What goes along with boxes and from door to door: a key of one's own, and the tubes that wait for a box. */
export async function readRoundPack({ roundId }: Parsed<typeof api.readRoundPack>, actor: Actor): Promise<RoundPack> {
  const round = await findRound(roundId)
  const [path, sites] = [await roundPath(round), await sitesOf(roundId)]
  const places = [...path, ...sites.map((site) => String(site._id))]
  let works = actor.may('operations.replay', places)
  for (const id of round.communityIds) works ||= await mayInside(actor, 'operations.replay', String(id))
  if (!works) throw new Refused('auth.forbidden')
  return {
    roundId,
    until: new Date(now().getTime() + shift).toISOString(),
    journalKey: ownKey(actor.account.id, roundId),
    sealKey: sealKey(),
    tubes: actor.may('boxes.pack', places) ? await unboxedTubes(roundId) : [],
  }
}
