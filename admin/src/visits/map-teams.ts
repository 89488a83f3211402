import { waitingStates } from '@loumen/shared/visits/rules'
import type { Visit } from '@loumen/shared/visits/schema'

/** How a team is told apart on the map: a colour, and for whoever does not see it a letter and a kind of line. */
export interface Mark {
  letter: string
  colour: string
  dash: string | undefined
}

const colours = ['#1d4ed8', '#b45309', '#047857', '#be185d', '#6d28d9', '#0e7490'] as const
const dashes = [undefined, '8 5', '2 4', '10 4 2 4'] as const
const nobody: Mark = { letter: '—', colour: '#4b5563', dash: undefined }

const markOf = (index: number): Mark => ({
  letter: String.fromCharCode(65 + (index % 26)),
  colour: colours[index % colours.length] ?? nobody.colour,
  dash: dashes[index % dashes.length],
})

export interface Stop {
  entranceId: string
  entrance: string
  colour: number
  doors: number
}

export interface TeamOnMap {
  /** undefined for what no team has. */
  id: string | undefined
  name: string | undefined
  mark: Mark
  /** The entrances in the order of the route. */
  stops: Stop[]
  doors: number
}

/** A visit, or the door of a recall. */
export type DoorOnMap = Pick<Visit, 'state' | 'place' | 'entranceId' | 'entrance' | 'colour'> & {
  team: { id: string; name: string } | null
  /** A recall's doors are gone to before all others. */
  recallId?: string
}

/** The doors that wait for a visit, team by team, entrance by entrance in the order of the route; what nobody has comes last. */
export function teamsOnMap(visits: readonly DoorOnMap[]): TeamOnMap[] {
  const waiting = visits.filter(({ state }) => waitingStates.includes(state))
  const names = new Map(waiting.flatMap(({ team }) => (team ? [[team.id, team.name] as const] : [])))
  const teams = [...names].sort(([, a], [, b]) => a.localeCompare(b, 'zh-CN'))
  const groups: [string | undefined, string | undefined, Mark][] = [
    ...teams.map(([id, name], index): [string, string, Mark] => [id, name, markOf(index)]),
    [undefined, undefined, nobody],
  ]
  return groups.flatMap(([id, name, mark]) => {
    const own = waiting
      .filter(({ team }) => team?.id === id)
      .sort(
        (a, b) =>
          Number(!a.recallId) - Number(!b.recallId) ||
          (a.place ?? Number.MAX_SAFE_INTEGER) - (b.place ?? Number.MAX_SAFE_INTEGER),
      )
    const stops = new Map<string, Stop>()
    for (const { entranceId, entrance, colour } of own) {
      const stop = stops.get(entranceId) ?? { entranceId, entrance, colour, doors: 0 }
      stops.set(entranceId, { ...stop, doors: stop.doors + 1 })
    }
    return own.length ? [{ id, name, mark, stops: [...stops.values()], doors: own.length }] : []
  })
}
