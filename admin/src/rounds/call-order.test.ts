import { moved } from './call-order'

const order = ['1-1', '1-2', '2-1', '2-2']

test('an entrance dragged forward comes before those it passed', () => {
  expect(moved(order, 3, 0)).toEqual(['2-2', '1-1', '1-2', '2-1'])
})

test('an entrance dragged back comes after those it passed', () => {
  expect(moved(order, 0, 2)).toEqual(['1-2', '2-1', '1-1', '2-2'])
})

test('the first cannot go up and the last cannot go down', () => {
  expect(moved(order, 0, -1)).toEqual(order)
  expect(moved(order, 3, 4)).toEqual(order)
})

test('every entrance stays in the order exactly once', () => {
  for (let from = 0; from < order.length; from++)
    for (let to = 0; to < order.length; to++) expect([...moved(order, from, to)].sort()).toEqual([...order].sort())
})
