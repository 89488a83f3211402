import { maskDocument, maskName } from '@loumen/shared/masking'
import { wishAt } from '@loumen/shared/roster/times'
import type { Visit } from '@loumen/shared/visits/schema'
import { AccountModel } from '../accounts/model'
import { namePlace } from '../accounts/present'
import type { Actor } from '../base/actor'
import { unseal } from '../base/personal'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { readEntrances } from '../community/queries'
import type { HouseholdDocument } from '../roster/model'
import { openResident } from '../roster/personal'
import { readHouseholds, readResidents } from '../roster/queries'
import { type VisitDocument, VisitTeamModel } from './model'

export const notePlace = (id: unknown) => `visits.note|${id}`
export const failurePlace = (id: unknown) => `visits.failure|${id}`

/** When a visit is welcome: what was said for it, or else the household's time of the day. */
export const wishOf = ({ wish }: VisitDocument, home: HouseholdDocument | undefined) =>
  wish ?? wishAt(home?.times ?? [], now())

/** Visits as the actor may see them, with the people each one is for. */
export async function viewVisits(visits: readonly VisitDocument[], actor: Actor): Promise<Visit[]> {
  const [households, entrances, residents, workers, teams] = await Promise.all([
    readHouseholds(visits.map((visit) => String(visit.householdId))),
    readEntrances([...new Set(visits.map((visit) => String(visit.entranceId)))]),
    readResidents(visits.flatMap((visit) => visit.people.map((person) => String(person.residentId)))),
    AccountModel.find({ _id: { $in: visits.flatMap((visit) => visit.workerId ?? []) } }).lean(),
    VisitTeamModel.find({ _id: { $in: visits.flatMap((visit) => visit.teamId ?? []) } }).lean(),
  ])
  const byId = <T extends { _id: unknown }>(all: readonly T[]) => new Map(all.map((one) => [String(one._id), one]))
  const household = byId(households)
  const entrance = byId(entrances)
  const resident = byId(residents)
  const worker = byId(workers)
  const team = byId(teams)
  return Promise.all(
    visits.map(async (visit): Promise<Visit> => {
      const view = actor.view(await pathOfScope(String(visit.householdId)))
      const home = household.get(String(visit.householdId))
      const way = entrance.get(String(visit.entranceId))
      const group = team.get(String(visit.teamId))
      const wish = wishOf(visit, home)
      const who = worker.get(String(visit.workerId))
      return {
        id: String(visit._id),
        roundId: String(visit.roundId),
        communityId: String(visit.communityId),
        householdId: String(visit.householdId),
        gridId: way?.gridId ? String(way.gridId) : null,
        entranceId: String(visit.entranceId),
        entrance: way?.label ?? '',
        colour: way?.colour ?? 0,
        floor: home?.floor ?? 0,
        door: home?.door ?? '',
        kind: visit.kind,
        state: visit.state,
        note: visit.note ? unseal(notePlace(visit._id), visit.note) : null,
        people: visit.people.flatMap((person) => {
          const known = resident.get(String(person.residentId))
          if (!known) return []
          return {
            residentId: String(person.residentId),
            name: maskName(openResident(known, 'name'), view.name),
            last4: maskDocument(openResident(known, 'document'), view.document === 'none' ? 'none' : 'last4') ?? null,
            sampled: person.sampled,
          }
        }),
        workerName: who?.name ? unseal(namePlace(who._id), who.name) : null,
        mine: String(visit.workerId ?? '') === actor.account.id,
        team: group
          ? {
              id: String(group._id),
              name: group.name,
              own: group.accountIds.some((id) => String(id) === actor.account.id),
            }
          : null,
        place: visit.place ?? null,
        wish: wish ? { from: wish.from?.toISOString() ?? null, until: wish.until?.toISOString() ?? null } : null,
        single: visit.single ?? false,
        proof: visit.proof?.kind ?? null,
        failure:
          visit.why || visit.failure
            ? {
                why: visit.why ?? 'other',
                note: visit.failure ? unseal(failurePlace(visit._id), visit.failure) : null,
              }
            : null,
        at: visit.at.toISOString(),
        endedAt: visit.endedAt?.toISOString() ?? null,
      }
    }),
  )
}
