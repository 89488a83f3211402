import { readTags } from './tags'

test.each([
  ['残疾人，需上门', ['disabled', 'doorToDoor']],
  ['高龄独居，需上门', ['elderlyAlone', 'elderly', 'doorToDoor']],
  ['卧床', ['bedridden']],
  ['腿脚不便，坐轮椅，需人推', ['wheelchair', 'limitedMobility']],
  ['怀孕7个月', ['pregnant']],
  ['听力不好，喇叭听不见', ['hearing']],
  ['黄码', ['yellowCode']],
  ['居家健康监测', ['homeHealthWatch']],
  ['长期服用华法林', ['anticoagulants']],
  ['幼儿无人看护', ['infant', 'childAlone']],
  ['獨居、臥床', ['elderlyAlone', 'bedridden']],
  ['一老一小', ['oldAndYoung']],
  ['在医院住院', ['inHospital']],
  ['wheelchair', ['wheelchair']],
])('%s means %p', (note, tags) => {
  expect(readTags(note)).toEqual(tags)
})

test.each(['', '非独居', '黄码已转绿', '无卧床', '孩子期末考试，下午四点后方便'])('%p means none', (note) => {
  expect(readTags(note)).toEqual([])
})
