import { fieldOf, labelOf } from './labels'

test.each([
  ['姓  名', 'name'],
  ['*居民姓名（必填）', 'name'],
  ['业主姓名', 'name'],
  ['Full Name', 'name'],
  ['户主姓名', 'head'],
  ['户主身份证号', 'headDocument'],
  ['联系人电话', 'headPhone'],
  ['与户主关系', 'relation'],
  ['户主或与户主的关系', 'relation'],
  ['身 份 证 号 码', 'document'],
  ['身份证（护照）号码', 'document'],
  ['证件编号', 'document'],
  ['ID Number', 'document'],
  ['证件类型', 'documentType'],
  ['联系电话1', 'phone'],
  ['聯繫電話', 'phone'],
  ['性别', 'sex'],
  ['出生年月', 'birthDate'],
  ['小区名称', 'estate'],
  ['村名', 'estate'],
  ['楼栋号', 'building'],
  ['几号楼', 'building'],
  ['单元', 'entrance'],
  ['楼门', 'entrance'],
  ['楼层', 'floor'],
  ['房间号', 'door'],
  ['门牌号码', 'door'],
  ['室', 'door'],
  ['楼号-单元-房号', 'address'],
  ['单元门牌号', 'address'],
  ['现居住地址', 'address'],
  ['家庭住址', 'address'],
  ['村民小组', 'group'],
  ['车间', 'group'],
  ['所属网格', 'grid'],
  ['特殊情况', 'note'],
  ['备注2', 'note'],
  ['是否独居', 'flag'],
  ['孕妇', 'flag'],
  ['户号', 'householdNumber'],
  ['所在单位', 'firm'],
  ['序号', 'serial'],
])('%s is the column of %s', (label, field) => {
  expect(fieldOf(labelOf(label))).toBe(field)
})

test.each(['网格员姓名', '网格长电话', '户籍地址', '民族', '填表人', '监护人姓名', '工作单位'])(
  '%s is no column of ours',
  (label) => {
    expect(fieldOf(labelOf(label))).toBeNull()
  },
)

test.each(['', '张三', '口罩数量', '__proto__'])('%p is unknown', (label) => {
  expect(fieldOf(labelOf(label))).toBeUndefined()
})
