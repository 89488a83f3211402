import type { Parsed } from '@loumen/shared/endpoint'
import { compareDoors } from '@loumen/shared/look/elevation'
import { maskName } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/sweeps/api'
import type { Sweep } from '@loumen/shared/sweeps/schema'
import type { Actor } from '../base/actor'
import { pathOfScope } from '../community/paths'
import { readEntrance } from '../community/queries'
import { openResident } from '../roster/personal'
import { readHouseholds, readResidents } from '../roster/queries'
import { findRound } from '../rounds/queries'
import { presentEntry, sweptDoors } from '../sweeps/queries'
import { ledgerOf, type Standing } from './ledger'

/** An entrance door by door, from the top, for whoever sweeps it. */
export async function readSweep({ roundId, entranceId }: Parsed<typeof api.readSweep>, actor: Actor): Promise<Sweep> {
  const path = await pathOfScope(entranceId)
  actor.must('sweeps.work', path)
  const view = actor.view(path)
  const [entrance, coverage, swept] = await Promise.all([
    readEntrance(entranceId),
    ledgerOf(roundId),
    sweptDoors(roundId, entranceId),
    findRound(roundId),
  ])
  if (!entrance) throw new Refused('notFound')
  const behind = new Map<string, Standing[]>()
  for (const person of coverage.people)
    if (person.entranceId === entranceId)
      behind.set(person.householdId, [...(behind.get(person.householdId) ?? []), person])
  const households = await readHouseholds([...behind.keys()])
  const residents = new Map(
    (await readResidents([...behind.values()].flat().map((person) => person.residentId))).map((one) => [
      String(one._id),
      one,
    ]),
  )
  return {
    roundId,
    entranceId,
    label: entrance.label,
    colour: entrance.colour,
    doors: households
      .sort((a, b) => b.floor - a.floor || compareDoors(a.door, b.door))
      .map((household) => {
        const id = String(household._id)
        const people = behind.get(id) ?? []
        const missing = people.filter((person) => person.standing === 'missing')
        const last = swept.get(id)
        return {
          householdId: id,
          floor: household.floor,
          door: household.door,
          names: [
            ...new Set(
              missing.flatMap((person) => {
                const resident = residents.get(person.residentId)
                return resident ? [maskName(openResident(resident, 'name'), view.name)] : []
              }),
            ),
          ],
          tags: view.tags ? household.tags : [],
          missing: missing.length,
          expected: people.length,
          frozen: people.some((person) => person.frozen),
          last: last ? presentEntry(id, last, actor, view.tags) : null,
        }
      }),
  }
}
