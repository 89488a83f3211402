import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/incidents/api'
import { maskName } from '@loumen/shared/masking'
import type { Actor } from '../base/actor'
import { pathOfScope } from '../community/paths'
import { openResident } from '../roster/personal'
import { noteRevealed, readResidents, residentsOf } from '../roster/queries'
import { visitOf } from './commands'
import { mustOpen } from './queries'

/** Shows whoever works on a recall the numbers to call somebody by; each person's history says so. */
export async function revealPhones({ recallId, residentId }: Parsed<typeof api.revealPhones>, actor: Actor) {
  const { recall, visit } = await visitOf(recallId, residentId, actor)
  mustOpen(recall)
  const householdId = String(visit.householdId)
  const view = actor.view(await pathOfScope(householdId))
  const own = await readResidents([residentId])
  const others = (await residentsOf([householdId])).filter(({ _id }) => String(_id) !== residentId)
  const shown = [...own, ...others].filter(({ phone }) => phone)
  for (const resident of shown) await noteRevealed(resident, `复采 ${recall.number}`, actor)
  return {
    phones: shown.map((resident) => ({
      name: maskName(openResident(resident, 'name'), view.name),
      phone: openResident(resident, 'phone'),
      own: String(resident._id) === residentId,
    })),
  }
}
