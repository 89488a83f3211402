import type { VisitState } from '../visits/schema'
import type { Recall, RecallPerson } from './schema'

/** The people of a recall behind one door: one visit, each of them sampled into tubes of their own. */
export interface RecallDoor
  extends Pick<
    RecallPerson,
    'householdId' | 'entranceId' | 'entrance' | 'colour' | 'floor' | 'door' | 'team' | 'place'
  > {
  recallId: string
  number: string
  openedAt: string
  state: Exclude<VisitState, 'failed'>
  people: RecallPerson[]
  reached: number
  sampled: number
}

/** Whether somebody's single samples have all been taken. */
export const sampledSingly = (
  { samplesWanted }: Pick<Recall, 'samplesWanted'>,
  { samples }: Pick<RecallPerson, 'samples'>,
) => samples.length >= samplesWanted

/** Where a door of a recall stands among visits: done when everybody behind it has been sampled singly. */
function doorState(people: readonly RecallPerson[], sampled: number, team: RecallPerson['team']): RecallDoor['state'] {
  if (sampled === people.length) return 'done'
  if (people.some(({ reached, samples }) => reached || samples.length)) return 'underWay'
  return team ? 'assigned' : 'open'
}

/** The doors of a recall in the order in which a team goes to them; those of no team come last. */
export function recallDoors(recall: Recall): RecallDoor[] {
  const homes = new Map<string, RecallPerson[]>()
  for (const person of recall.people) homes.set(person.householdId, [...(homes.get(person.householdId) ?? []), person])
  const doors = [...homes].flatMap(([householdId, people]): RecallDoor[] => {
    const [first] = people
    if (!first) return []
    const { entranceId, entrance, colour, floor, door } = first
    // Whoever came under the recall later goes with their household's door.
    const { team, place } = people.find((person) => person.team) ?? first
    const sampled = people.filter((person) => sampledSingly(recall, person)).length
    return [
      {
        recallId: recall.id,
        number: recall.number,
        openedAt: recall.openedAt,
        ...{ householdId, entranceId, entrance, colour, floor, door, team, place },
        state: doorState(people, sampled, team),
        people,
        reached: people.filter(({ reached }) => reached).length,
        sampled,
      },
    ]
  })
  return doors.sort((a, b) => (a.place ?? Number.MAX_SAFE_INTEGER) - (b.place ?? Number.MAX_SAFE_INTEGER))
}
