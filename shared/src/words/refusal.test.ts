import { deferral } from '../tubes/before-swab'
import { sayRefusal } from './refusal'

it.each([
  [{ ate: 30 }, '现在还不能采：刚吃过东西。请 90 分钟后再来', 'Not yet: just ate.'],
  [{ smoked: 10 }, '现在还不能采：刚抽过烟。请 20 分钟后再来', 'Not yet: just smoked.'],
])('a swab that must wait says why in the reader’s words: %j', (declared, zh, en) => {
  const details = deferral(declared)
  expect(sayRefusal('zh', 'person.deferred', details)).toContain(zh)
  expect(sayRefusal('en', 'person.deferred', details)).toContain(en)
})
