import { checkCharacter } from '../roster/resident-number'
import { readRoster } from './reading'
import type { Sheet } from './rows'

let serial = 0
/** A sound document number, each time another one. */
const id = () => {
  const digits = `1499991955020${1 + (++serial % 9)}${String(serial % 1000).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}
const sheet = (name: string, lines: readonly string[]): Sheet => ({
  name,
  rows: lines.map((line) => line.replace(/@/g, id).split('|')),
})
const totals = (...sheets: Sheet[]) => readRoster(sheets, { today: '2026-11-24' }).totals

/** Files as grid leaders have them: people, doors, people to verify, repeated rows. */
const shapes: [string, string[], [people: number, households: number, toVerify: number, duplicates: number]][] = [
  [
    'one address in columns whose labels begin alike',
    [
      '姓名|证件号码|住址-小区|住址-楼号|住址-单元|住址-房号',
      '费一|@|绿城|2栋|A单元|1503室',
      '费二|@|绿城|2栋|B单元|1501室',
    ],
    [2, 2, 0, 0],
  ],
  [
    'a notice above, numbered columns, a page break with its header again',
    [
      '关于摸底的通知',
      '1、请认真核对，不漏一户。',
      '附件1',
      '序号|姓名 Name|证件号 ID No.|住址 Address',
      '1|2|3|4',
      '1|奚一|@|2-1-301',
      '序号|姓名 Name|证件号 ID No.|住址 Address',
      '2|奚二|@|2-2-301',
      '||本页小计2人|',
    ],
    [2, 2, 0, 0],
  ],
  [
    'building headings, subtotals and remarks between the people',
    [
      '房号|姓名|身份证号|电话',
      '1号楼1单元',
      '101|周一|@|',
      '|周二|@|',
      '小计|2人',
      '1号楼2单元',
      '101|吴一|@|',
      '注：103空置',
      '总计|3人',
    ],
    [3, 2, 0, 0],
  ],
  [
    'the head in columns of their own beside every member',
    [
      '户主姓名|户主身份证|住址|姓名|身份证号码|关系',
      '郑大||平安里3号楼1单元201|郑大|@|本人',
      '郑大||平安里3号楼1单元201|郑二|@|女',
    ],
    [2, 1, 0, 0],
  ],
  [
    'members beside their head in one row',
    [
      '楼栋|单元|门牌|户主姓名|户主身份证号|成员1姓名|成员1身份证号|成员2姓名|成员2身份证号',
      '1|1|101|张一|@|张二|@|张三|@',
      '1|1|102|孔一|@||||',
    ],
    [4, 2, 0, 0],
  ],
  [
    'two lists side by side',
    ['房号|姓名|身份证号||房号|姓名|身份证号', '1-1-101|施一|@||1-2-101|施四|@', '1-1-102|施三|@||||'],
    [3, 3, 0, 0],
  ],
  [
    'owners and tenants of one flat',
    ['房屋地址|房主姓名|房主身份证|承租人姓名|承租人身份证', '幸福里2-1-101|任一|@|袁一|@', '幸福里2-1-102|任二|@||'],
    [3, 2, 0, 0],
  ],
  [
    'household numbers instead of an address in every row',
    [
      '户编号|住址|姓名|关系|身份证号',
      '001|东里5号楼3单元402|金一|户主|@',
      '001||金二|配偶|@',
      '002|东里5号楼3单元403|魏一|户主|@',
    ],
    [3, 2, 0, 0],
  ],
  [
    'workshops and shifts, which have no doors',
    ['序号|部门|班组|姓名|证件号码', '1|机加车间|甲班|何一|@', '2|机加车间|乙班|何三|@', '3|装配车间|甲班|何四|@'],
    [3, 3, 0, 0],
  ],
  [
    'beds of dormitory rooms',
    [
      '宿舍楼|寝室号|床位|姓名|身份证号',
      '北苑3号宿舍|412|1|朱一|@',
      '北苑3号宿舍|412|2|朱二|@',
      '北苑3号宿舍|413|1|朱三|@',
    ],
    [3, 2, 0, 0],
  ],
  [
    'namesakes with numbers of their own, and one without a name',
    [
      '房号|姓名|身份证号',
      '1-1-101|方伟|@',
      '1-1-101|方伟|@',
      '1-1-102|方伟|',
      '1-1-102|方伟|',
      '1-1-103||@',
      '1-1-104|俞一|',
    ],
    [5, 4, 2, 1],
  ],
  [
    'passports, permits and a birth certificate',
    [
      '房号|姓名|证件类型|证件号码',
      '2-1-301|何家辉|港澳居民来往内地通行证|H1234567801',
      '2-1-302|林美玲|台湾居民来往大陆通行证|12345678',
      '2-1-304|Pierre Dupont|护照|12AB34567',
      '2-1-305|小宝|出生医学证明|T370012345',
    ],
    [4, 4, 0, 0],
  ],
  [
    'doors of a village and a shanty without floors',
    [
      '姓名|家庭住址|身份证号',
      '苗一|大王庄3组27号|@',
      '苗二|大王庄3组27号|@',
      '苗三|大王庄村4组27号|@',
      '柳一|北棚户区1排3号|@',
      '柳二|北棚户区1排3号附1|@',
    ],
    [5, 4, 0, 0],
  ],
  [
    'doors side by side, their people under them, merged cells left blank',
    ['房号|姓名|身份证号|房号|姓名|身份证号', '101|梅一|@|102|兰一|@', '|梅二|@||兰二|@', '201|梅三|@|202||'],
    [5, 4, 0, 0],
  ],
  [
    'the two sides of a landing as groups of columns',
    [
      '3号楼1单元住户表',
      '楼层|东户|||西户||',
      '|户主|身份证号|电话|户主|身份证号|电话',
      '1|竺一|@|13800138000|滕一|@|13800138001',
      '2|竺二|@||滕二|@|',
      '3|||||@|',
    ],
    [5, 6, 0, 0],
  ],
  [
    'the same sides with doors of their own',
    [
      '3号楼1单元住户表',
      '东户||||西户|||',
      '房号|姓名|身份证号|电话|房号|姓名|身份证号|电话',
      '101|竺一|@|13800138000|102|滕一|@|13800138001',
      '101|竺二|@||102|滕二|@|',
      '201||||202|计一|@|',
    ],
    [5, 4, 0, 0],
  ],
  [
    'columns in an odd order with a name of their own for people',
    ['联系方式|身份号码|与户主关系|被登记人|房号|楼号|门牌', '13800138000|@|户主|幸一|402|2|', '|@|妻|幸二|402|2|'],
    [2, 1, 0, 0],
  ],
  [
    'an address in the row of the head only',
    [
      '序号|户主姓名|与户主关系|姓名|公民身份号码|家庭住址|联系方式',
      '1|谷一|户主|谷一|@|2号楼3单元402|13800138000',
      '2||配偶|谷二|@||',
      '3||子|谷三|@||',
      '4|车一|户主|车一|@|2号楼3单元403|',
    ],
    [4, 2, 0, 0],
  ],
  [
    'a blank address in the first row',
    ['住址|姓名|身份证号', '|房一|@', '3号楼1单元101|裘一|@', '|裘二|@'],
    [3, 1, 0, 0],
  ],
  [
    'spoiled numbers and several phones in a cell',
    [
      '房号|姓名|身份证号|电话',
      '1-1-101|缪一|1.4999919550201E+17|13800138000.0',
      '1-1-102|缪二|1.49999195502011E+17|1.3800138001E+10',
      '1-1-103|买买提·艾力|@|13800138000、0319-1234567/13900139000',
    ],
    [3, 3, 2, 0],
  ],
  [
    'a permit, a soldier, and a child without a number',
    [
      '住址|姓名|证件类型|证件号码',
      '1-1-101|陈小姐|港澳居民来往内地通行证|H12345678',
      '1-1-102|张军|军官证|军字第1234567号',
      '1-1-103|王宝|出生证明|无',
      '1-1-104|黄港|港澳台居民居住证|810000199408230021',
    ],
    [4, 4, 1, 0],
  ],
  [
    'the day in the title, subtotals for each entrance, who filled it in at the end',
    [
      '1号楼花名册（2026年11月20日）',
      '填表人：张三  填表日期：2026年11月20日',
      '序号|单元|房号|姓名|身份证号',
      '1|1|101|危一|@',
      '小计|||1人|',
      '2|2|101|江一|@',
      '小计|||1人|',
      '合计|2户||2人|',
      '填表人：|李四||审核：|王五',
    ],
    [2, 2, 0, 0],
  ],
  [
    'headings that are merged across all columns',
    ['房号|姓名|身份证号', '一号楼|一号楼|一号楼', '101|童一|@', '二号楼|二号楼|二号楼', '101|颜一|@'],
    [2, 2, 0, 0],
  ],
  ['traditional characters', ['樓號|單元|房號|姓名|身份證號碼|聯絡電話', '1|1|101|陳大文|@|13800138000'], [1, 1, 0, 0]],
]

test.each(shapes)('%s', (_, lines, [people, households, toVerify, duplicates]) => {
  expect(totals(sheet('表', lines))).toMatchObject({ people, households, toVerify, duplicates })
})

test('a sheet for each building, and one of figures', () => {
  const building = ['门牌|姓名|证件号', '101|甲|@', '|乙|@', '102|丙|@']
  const figures = ['楼栋|户数|人数', '1号楼|2|3', '2号楼|2|3']
  const found = totals(sheet('1号楼', building), sheet('2号楼', building), sheet('统计', figures))
  expect(found).toMatchObject({ people: 6, households: 4, entrances: 2, dropped: 0 })
})
