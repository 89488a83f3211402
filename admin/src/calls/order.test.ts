import { moved } from '../rounds/call-order'
import { placeBefore } from './order'

const order = ['a', 'b', 'c', 'd']

it.each([
  ['a', 2, 'd'],
  ['a', 3, null],
  ['d', 0, 'a'],
  ['c', 1, 'b'],
  ['b', 1, undefined],
  ['b', -1, undefined],
  ['b', 4, undefined],
  ['x', 0, undefined],
])('puts %s at place %s before %s', (id, to, before) => {
  expect(placeBefore(order, id, to)).toBe(before)
  if (before === undefined) return
  const others = order.filter((one) => one !== id)
  const at = before ? others.indexOf(before) : others.length
  expect([...others.slice(0, at), id, ...others.slice(at)]).toEqual(moved(order, order.indexOf(id), to))
})
