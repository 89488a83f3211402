import { whenSaid } from './when'

const now = new Date(2026, 10, 25, 23, 30).getTime()

test.each([
  [new Date(2026, 10, 25, 14, 5), '14:05', '14:05'],
  [new Date(2026, 10, 26, 0, 10), '明天 00:10', 'tomorrow 00:10'],
  [new Date(2026, 10, 24, 23, 50), '昨天 23:50', 'yesterday 23:50'],
  [new Date(2026, 11, 1, 7, 0), '12月1日 07:00', '1.12. 07:00'],
])('%s is said with its day when it is another one', (at, zh, en) => {
  expect(whenSaid('zh', at.getTime(), now)).toBe(zh)
  expect(whenSaid('en', at.toISOString(), now)).toBe(en)
})
