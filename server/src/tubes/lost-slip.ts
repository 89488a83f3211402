import type { Parsed } from '@loumen/shared/endpoint'
import { maskName } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/tubes/api'
import type { SlipReplacement } from '@loumen/shared/tubes/schema'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { pathOfScope } from '../community/paths'
import { openResident } from '../roster/personal'
import { findRound, findTable, mustBeLive } from '../rounds/queries'
import { ticketsChanged } from '../tickets/commands'
import { ticketsOfResidents } from '../tickets/queries'
import { bindWithin, readSlip } from '../tickets/slips'
import { inTube } from './admit'
import { poolsOf } from './queries'
import { choose, findScanned } from './scan'

/** Gives a blank slip to somebody who lost theirs, without an admission: they may have to wait for their turn. */
export async function replaceSlip(
  { tableId, scan, code }: Parsed<typeof api.replaceSlip>,
  actor: Actor,
): Promise<SlipReplacement> {
  const table = await findTable(tableId)
  const path = await pathOfScope(String(table.siteId))
  actor.must('tubes.fill', path)
  const view = actor.view(path)
  const round = await findRound(String(table.roundId))
  const found = await findScanned(scan, round)
  const [one] = found
  if (!one || found.length > 1 || (scan.kind === 'home' && !scan.residentIds)) {
    const asked = await choose(found, round, view)
    if (asked.kind === 'choose') return asked
    throw new Refused('scan.unknown')
  }
  const { resident, ticket } = one
  const slip = await readSlip(code, round)
  if (slip.ticket && !slip.ticket._id.equals(ticket._id))
    throw new Refused('slip.taken', { entrance: slip.entrance.label, number: slip.code.number })
  await change(actor, async (tx) => {
    mustBeLive(round)
    if (ticket.state === 'cancelled') throw new Refused('ticket.cancelled')
    const [pool] = await poolsOf(round._id, [resident._id])
    if (pool) throw inTube(pool, [resident._id])
    if (!slip.ticket) await bindWithin(slip, ticket, tx)
    return { residentId: String(resident._id) }
  })
  const householdId = String(ticket.householdId)
  ticketsChanged(String(round._id), householdId)
  const [now = ticket] = await ticketsOfResidents(round._id, [resident._id])
  return {
    kind: 'replaced',
    residentId: String(resident._id),
    name: maskName(openResident(resident, 'name'), view.name),
    entrance: slip.entrance.label,
    colour: slip.entrance.colour,
    door: now.door,
    number: now.number,
    former: now.formerNumbers?.at(-1) ?? null,
  }
}
