import type { Attendance } from '../shifts/rules'
import { readMusterList, roleSaid } from './list'
import { dueAfter, isMusterLate, longestMuster, mayEndMuster, standingOf } from './rules'

const read = (text: string) => readMusterList(text.split('\n').map((line) => line.split('\t')))

it('reads a list as units write it: a title above, columns in any order, several roles, spaces in numbers', () => {
  const { people, faults } = read(
    '支援人员名单\n单位\t姓 名\t联系电话\t岗位\n一中\t张老师\t138 0000 0001\t登记、志愿者\n\n市医院\t李护士\t+86 13800000002\t采样员',
  )
  expect(faults).toEqual([])
  expect(people).toEqual([
    { row: 3, name: '张老师', phone: '13800000001', unit: '一中', roles: ['registrar', 'volunteer'] },
    { row: 5, name: '李护士', phone: '13800000002', unit: '市医院', roles: ['sampler'] },
  ])
})

it('takes name, phone, unit and role in this order where there is no head', () => {
  expect(read('王五\t13800000003\t二小\t志愿者').people).toMatchObject([{ name: '王五', unit: '二小' }])
})

it('names every cell at fault', () => {
  const { faults } = read(
    '姓名\t手机\t单位\t角色\n\t13800000001\t一中\t志愿者\n张三\t1380\t一中\t志愿者\n李四\t13800000001\t一中\t书记\n王五\t13800000005\t一中\t',
  )
  expect(faults).toEqual([
    { row: 2, column: 'A', code: 'noName', text: '' },
    { row: 3, column: 'B', code: 'phone', text: '1380' },
    { row: 4, column: 'B', code: 'phoneTwice', text: '13800000001' },
    { row: 4, column: 'D', code: 'role', text: '书记' },
    { row: 5, column: 'D', code: 'noRole', text: '' },
  ])
})

it.each([
  ['采样员', 'sampler'],
  ['Volunteer', 'volunteer'],
  ['siteLead', 'siteLead'],
  ['护士', 'sampler'],
  ['管理员', undefined],
  ['社区书记', undefined],
])('%s is %s', (said, role) => {
  expect(roleSaid(said)).toBe(role)
})

it('has clocks: two hours for staff, four for medics; roles end', () => {
  const hour = 3_600_000
  expect([dueAfter(['volunteer']), dueAfter(['registrar', 'sampler'])]).toEqual([2 * hour, 4 * hour])
  expect([isMusterLate('expected', 5, 4), isMusterLate('expected', 5, 5), isMusterLate('arrived', 5, 9)]).toEqual([
    false,
    true,
    false,
  ])
  expect([0, 1, longestMuster, longestMuster + 1].map((ms) => mayEndMuster(ms, 0))).toEqual([false, true, true, false])
})

const hour = 3_600_000
const shift = (from: number, until: number, state: Attendance['state'] = 'planned'): Attendance => ({
  state,
  from: from * hour,
  until: until * hour,
  arrivedAt: state === 'here' ? from * hour : null,
  leftAt: null,
})

it.each<[string, Parameters<typeof standingOf>[0], Attendance[], ReturnType<typeof standingOf>]>([
  ['somebody stands there', { from: null, until: null, held: false }, [shift(6, 8, 'here')], 'manned'],
  [
    'the relief is late, but somebody is still there',
    { from: null, until: null, held: false },
    [shift(6, 8, 'here'), shift(7.5, 9)],
    'manned',
  ],
  ['nobody took it up', { from: null, until: null, held: false }, [shift(7, 9)], 'late'],
  ['it has just begun', { from: null, until: null, held: true }, [shift(7.9, 9)], 'due'],
  ['somebody answers for it', { from: null, until: null, held: true }, [shift(9, 11)], 'held'],
  ['nobody is planned', { from: 7 * hour, until: 12 * hour, held: false }, [shift(5, 7)], 'empty'],
  ['it begins later', { from: 9 * hour, until: null, held: false }, [], 'later'],
  ['it is over', { from: 6 * hour, until: 8 * hour, held: true }, [], 'later'],
])('a post where %s', (_, post, shifts, standing) => {
  expect(standingOf(post, shifts, 8 * hour)).toBe(standing)
})
