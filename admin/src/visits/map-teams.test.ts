import type { Visit } from '@loumen/shared/visits/schema'
import { teamsOnMap } from './map-teams'

const visit = (entranceId: string, place: number | null, team: string | null, state: Visit['state'] = 'assigned') =>
  ({
    entranceId,
    entrance: entranceId,
    colour: 0,
    state,
    place,
    team: team ? { id: team, name: team, own: false } : null,
  }) as Visit

it('puts each team in the order of its route, and what nobody has at the end', () => {
  const teams = teamsOnMap([
    visit('far', 3, '一队'),
    visit('near', 1, '一队'),
    visit('near', 2, '一队', 'underWay'),
    visit('near', 1, '二队'),
    visit('left', null, null, 'open'),
    visit('past', 4, '一队', 'done'),
    visit('past', null, null, 'failed'),
  ])
  expect(teams.map(({ name, doors, mark }) => [name, doors, mark.letter])).toEqual([
    ['二队', 1, 'A'],
    ['一队', 3, 'B'],
    [undefined, 1, '—'],
  ])
  expect(teams[1]?.stops.map(({ entranceId, doors }) => [entranceId, doors])).toEqual([
    ['near', 2],
    ['far', 1],
  ])
  expect(teamsOnMap([])).toEqual([])
})

it('tells teams apart without their colours', () => {
  const marks = teamsOnMap(Array.from({ length: 9 }, (_, i) => visit('x', 1, `${i}`))).map(({ mark }) => mark)
  expect(new Set(marks.map(({ letter }) => letter)).size).toBe(9)
})
