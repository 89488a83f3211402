import { openedWith } from './opened-with'

const id = '6b0633ffffc8bcd957631bdd'

test('a code’s scene is read like an address', () => {
  expect(openedWith({ scene: encodeURIComponent(`c=${id}`) })).toEqual({ c: id })
  expect(openedWith({ scene: `c=${id}&x=1`, x: '2' })).toEqual({ c: id, x: '2' })
})

test('an address without a scene stays what it is', () => {
  expect(openedWith({ round: id })).toEqual({ round: id })
})
