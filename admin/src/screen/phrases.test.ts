import { type Clip, callClips, labelClips, nameClips, nextClips, numberClips } from '@loumen/shared/calls/phrases'
import { entranceColours } from '@loumen/shared/look/colours'
import clips from '../../clips/clips.json'

const isRecorded = (clip: Clip): clip is Exclude<Clip, 'pause'> => clip !== 'pause'
const text = (spoken: readonly Clip[]) => spoken.map((clip) => (isRecorded(clip) ? clips[clip].text : '，')).join('')

test.each([
  [0, '零'],
  [7, '七'],
  [10, '十'],
  [12, '十二'],
  [20, '二十'],
  [21, '二十一'],
  [99, '九十九'],
  [100, '一百'],
  [101, '一百零一'],
  [110, '一百一十'],
  [115, '一百一十五'],
  [320, '三百二十'],
  [999, '九百九十九'],
])('%i is said %s', (number, said) => {
  expect(text(numberClips(number))).toBe(said)
})

test.each([
  ['3号楼2单元', '三号楼二单元'],
  ['12号楼1单元', '十二号楼一单元'],
  ['101栋3门', '一百零一栋三门'],
  ['A座', 'A座'],
  ['B座2单元', 'B座二单元'],
  ['6号楼', '六号楼'],
])('the label %s is said %s', (label, said) => {
  expect(text(labelClips(label) ?? [])).toBe(said)
})

test('a label with words that were not recorded is told by its colour and shape', () => {
  expect(labelClips('通达尚城3号楼2单元')).toBeUndefined()
  expect(text(nameClips('东风村二组', 3))).toBe('粉色菱形')
})

test('a call says who, in which colour and shape, and what to do, twice', () => {
  expect(text(callClips('3号楼2单元', 3))).toBe(
    '三号楼二单元，粉色菱形居民，请现在下楼采样，，三号楼二单元，粉色菱形居民，请现在下楼采样',
  )
})

test('the next entrance is asked to get ready', () => {
  expect(text(nextClips('1号楼2单元', 1))).toBe('下一个，一号楼二单元，棕色三角形，请准备')
})

test('every colour and shape has its words', () => {
  for (const [index, colour] of entranceColours.entries()) {
    const said = text(nameClips('无名', index))
    expect(said).toContain(`${colour.zh}色`)
    expect(said.length).toBeGreaterThan(3)
  }
})
