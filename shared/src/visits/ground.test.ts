import { groundOf } from './ground'

const entrance = (id: string, order: number, more = {}) => ({ id, order, topFloor: 6, ...more })

it('measures on the plan where both places are known, and by neighbourhood elsewhere', () => {
  const ground = groundOf([
    entrance('a', 0, { place: { x: 0, y: 0 } }),
    entrance('b', 1, { place: { x: 0.1, y: 0 } }),
    entrance('c', 4),
  ])
  expect(ground.metres('a', 'b')).toBeCloseTo(30)
  expect(ground.metres('a', 'c')).toBe(100)
  expect(ground.metres(undefined, 'a')).toBe(60)
})

it('measures the way from the site to its doors where the site is pinned on their plan', () => {
  const plan = { width: 1000, height: 1000, metres: 200 }
  const doors = [entrance('a', 0, { plan, place: { x: 0, y: 0 } }), entrance('b', 1)]
  const site = { plan, place: { x: 0.5, y: 0 } }
  const ground = groundOf(doors, [site])
  expect([ground.metres(undefined, 'a'), ground.metres('a', undefined)]).toEqual([100, 100])
  expect(ground.metres(undefined, 'b')).toBe(60)
  expect(groundOf(doors, [{ ...site, plan: { ...plan } }]).metres(undefined, 'a')).toBe(60)
})

it('goes by the nearest site of the community, and never next door into another community', () => {
  const plan = { width: 1000, height: 1000, metres: 200 }
  const other = { ...plan }
  const doors = [
    entrance('a', 0, { plan, place: { x: 0, y: 0 }, communityId: 'one' }),
    entrance('b', 1, { plan, place: { x: 1, y: 0 }, communityId: 'one' }),
    entrance('c', 1, { plan: other, place: { x: 0, y: 0 }, communityId: 'two' }),
  ]
  const ground = groundOf(doors, [
    { plan, place: { x: 0, y: 0.5 } },
    { plan, place: { x: 0.75, y: 0 } },
    { plan: other, place: { x: 0.25, y: 0 } },
  ])
  expect(['a', 'b', 'c'].map((id) => ground.metres(undefined, id))).toEqual([100, 50, 50])
  expect([ground.metres('a', 'b'), ground.metres('b', 'c')]).toEqual([200, 800])
})

it('measures by the scale of the plan, and only between places on one plan', () => {
  const plan = { width: 1000, height: 500, metres: 800 }
  const ground = groundOf([
    entrance('a', 0, { plan, place: { x: 0, y: 0 } }),
    entrance('b', 1, { plan, place: { x: 0.3, y: 0.8 } }),
    entrance('c', 3, { plan: { ...plan }, place: { x: 0, y: 0 } }),
  ])
  expect(ground.metres('a', 'b')).toBeCloseTo(400)
  expect(ground.metres('b', 'a')).toBeCloseTo(400)
  expect(ground.metres('a', 'c')).toBe(75)
})

it.each([
  [{ topFloor: 6 }, false],
  [{ topFloor: 8 }, true],
  [{ topFloor: 11, lift: false }, false],
  [{ topFloor: 5, lift: true }, true],
])('takes %o to have a lift: %s', (more, lift) => {
  expect(groundOf([entrance('a', 0, more)]).lift('a')).toBe(lift)
})
