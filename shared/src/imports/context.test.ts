import { contextOf } from './context'

test.each([
  ['招商局小区3号楼居民底册', { estate: '招商局小区', building: '3' }],
  ['锦绣花园二期 5号楼 登记表', { estate: '锦绣花园二期', building: '5' }],
  ['附件1：尧晨社区窑上小区3号楼2单元底册', { estate: '窑上小区', building: '3', entrance: '2' }],
  ['窑上小区居民花名册', { estate: '窑上小区' }],
  ['2022年4月5日3号楼登记表', { building: '3' }],
  ['第3网格 5栋（共24户）', { building: '5' }],
  ['北合流棚户区', { estate: '北合流棚户区' }],
  ['1号楼-5号楼', {}],
  ['尧晨社区居民摸排底册（4月5日更新）', {}],
  ['2022年第1次核酸检测人员名单', {}],
  ['Sheet1', {}],
])('%s says %p', (title, context) => {
  expect(contextOf(title)).toEqual(context)
})

test('a heading adds to what the headings before it said', () => {
  expect(contextOf('4号楼', { estate: '窑上小区', building: '3', entrance: '2' })).toEqual({
    estate: '窑上小区',
    building: '4',
  })
  expect(contextOf('2单元', { estate: '窑上小区', building: '3' })).toEqual({
    estate: '窑上小区',
    building: '3',
    entrance: '2',
  })
})
