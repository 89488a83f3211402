import { floorsSaid } from './floors'

test.each([
  [[], '', ''],
  [[7], '7 楼', 'floor 7'],
  [[5, 4], '4、5 楼', 'floors 4, 5'],
  [[6, 5, 4, 3, 2, 1], '1–6 楼', 'floors 1–6'],
  [[12, 3, 11, 10, 5], '3、5、10–12 楼', 'floors 3, 5, 10–12'],
  [[-1, 1, 2, 2, 3], '-1、1–3 楼', 'floors -1, 1–3'],
])('%j', (floors, zh, en) => {
  expect(floorsSaid('zh', floors)).toBe(zh)
  expect(floorsSaid('en', floors)).toBe(en)
})
