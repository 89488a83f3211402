import type { RecallDoor } from '@loumen/shared/incidents/doors'
import type { Visit } from '@loumen/shared/visits/schema'
import { useWords } from '../ui/language'
import { clockTime } from '../ui/time'

/** The routes on paper, a page for each team: for teams without phones. Only print shows them. */
export function RouteSheets({ visits, doors }: { visits: readonly Visit[]; doors: readonly RecallDoor[] }) {
  const { t, d } = useWords()
  const teams = new Map<string, { name: string; stops: Visit[]; doors: RecallDoor[] }>()
  for (const door of doors) {
    if (!door.team || door.state === 'done') continue
    const team = teams.get(door.team.id) ?? { name: door.team.name, stops: [], doors: [] }
    team.doors.push(door)
    teams.set(door.team.id, team)
  }
  for (const visit of visits) {
    if (!visit.team || (visit.state !== 'assigned' && visit.state !== 'underWay')) continue
    const team = teams.get(visit.team.id) ?? { name: visit.team.name, stops: [], doors: [] }
    team.stops.push(visit)
    teams.set(visit.team.id, team)
  }
  return (
    <div className="route-sheets" aria-hidden="true">
      {[...teams].map(([id, { name, stops, doors: first }]) => (
        <section key={id} className="route-sheet">
          <h2>{name}</h2>
          <ol>
            {first.map((door) => (
              <li key={door.householdId}>
                <b>
                  ⚠ {door.entrance} {door.door}
                </b>{' '}
                {t('recall.marks')} {door.people.map((person) => person.name).join('、')}
                <span className="route-sign">{t('visits.sign')}</span>
              </li>
            ))}
            {stops.map((visit) => (
              <li key={visit.id}>
                <b>
                  {visit.entrance} {visit.door}
                </b>{' '}
                {d('visitKind', visit.kind)} {visit.people.map((person) => person.name).join('、')}{' '}
                {visit.single && t('visits.single')} {visit.note} {wishText(visit, t)}
                <span className="route-sign">{t('visits.sign')}</span>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

/** A household's wish in words; empty without one. */
export function wishText({ wish }: Visit, t: ReturnType<typeof useWords>['t']) {
  if (!wish) return ''
  return t('visits.wish', {
    from: wish.from ? clockTime(wish.from) : '',
    until: wish.until ? clockTime(wish.until) : '',
  })
}
