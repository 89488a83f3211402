import { isManned, PostFields, PostKind, teamOf, teams } from './posts'

const at = (hour: number) => `2022-01-09T0${hour}:00:00.000Z`
const holder = { accountId: null, name: '王芳', phone: null }

it.each([
  ['without a person', { holder: null, from: null, until: null }, 5, false],
  ['the whole day', { holder, from: null, until: null }, 5, true],
  ['before its shift', { holder, from: at(6), until: at(8) }, 5, false],
  ['from its first moment', { holder, from: at(6), until: at(8) }, 6, true],
  ['not at its last', { holder, from: at(6), until: at(8) }, 8, false],
  ['without an end', { holder, from: at(6), until: null }, 9, true],
])('is manned %s', (_, post, hour, manned) => {
  expect(isManned(post, Date.parse(at(hour)))).toBe(manned)
})

it('belongs to one of three teams, each of which has posts', () => {
  expect(new Set(PostKind.options.map(teamOf))).toEqual(new Set(teams))
})

it.each([
  ['a place beside the plan', { place: { x: 1.2, y: 0.5 } }],
  ['a person without a name', { holder: { name: ' ' } }],
  ['nothing of a material', { materials: [{ what: '口罩', count: 0 }] }],
])('is refused with %s', (_, wrong) => {
  expect(PostFields.safeParse({ name: '入口', kind: 'entry', ...wrong }).success).toBe(false)
})
