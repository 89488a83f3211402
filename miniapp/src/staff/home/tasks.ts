import { type Ability, can, canSomewhere } from '@loumen/shared/abilities'
import type { Output } from '@loumen/shared/endpoint'
import type { Grant } from '@loumen/shared/roles'
import type { myWork } from '@loumen/shared/rounds/api'

export type RoundOfWork = Output<typeof myWork>['rounds'][number]

/** What somebody may do in a round, by their roles: what the home page offers. The server decides again. */
export function tasksIn(round: RoundOfWork, grants: readonly Grant[], now: number) {
  const may = (ability: Ability) => canSomewhere(grants, ability, now)
  return {
    entrances: may('calls.call') ? entrancesOf(round, grants, now) : [],
    site: may('tables.open') || may('calls.grant'),
    desk: may('tubes.fill') && grants.some(({ role }) => role !== 'sampler'),
    sampler: may('tubes.close') && grants.some(({ role }) => role !== 'registrar'),
    /** One desk that fills and closes by itself. */
    both: may('tubes.fill') && may('tubes.close'),
    muster: may('muster.run'),
    keeper: may('tubes.keep'),
    claims: may('tubeClaims.decide'),
    boxes: may('boxes.pack') || may('boxes.carry') || may('boxes.receive'),
    visits: may('visits.work'),
    /** Doors are gone through by who calls none: a volunteer, a grid leader. */
    sweeps: may('sweeps.work') && !may('calls.call') ? entrancesWhere('sweeps.work', round, grants, now) : [],
    neighbours: may('neighbours.help') && entrancesWhere('neighbours.help', round, grants, now).length > 0,
  }
}

/** The entrances where somebody has an ability by a role for them or for what holds them, in call order. */
export function entrancesWhere(ability: Ability, round: RoundOfWork, grants: readonly Grant[], now: number) {
  const own = round.entrances.filter(({ id, gridId }) =>
    can(grants, ability, [...round.communityIds, ...(gridId ? [gridId] : []), id], now),
  )
  const place = new Map(round.entranceIds.map((id, index) => [id, index]))
  return own.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
}

/** The entrances somebody follows, in call order: theirs where their role names some, else all of the round. */
export function entrancesOf(round: RoundOfWork, grants: readonly Grant[], now: number) {
  const above = [...round.communityIds, ...round.sites.map(({ id }) => id)]
  const own = round.entrances.filter(({ id, gridId }) =>
    can(grants, 'calls.follow', [...above, ...(gridId ? [gridId] : []), id], now),
  )
  const place = new Map(round.entranceIds.map((id, index) => [id, index]))
  return (own.length ? own : round.entrances).slice().sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
}
