import { entranceColour } from '../look/colours'

/** A recorded word or phrase, or the breath between two. */
export type Clip =
  | (typeof digits)[number]
  | (typeof letterClips)[number]
  | (typeof colours)[number]
  | `shape-${ReturnType<typeof entranceColour>['shape']}`
  | 'shi'
  | 'bai'
  | 'haolou'
  | 'lou'
  | 'dong'
  | 'zhuang'
  | 'zuo'
  | 'danyuan'
  | 'men'
  | 'come-down'
  | 'next'
  | 'get-ready'
  | 'pause'

const digits = ['d0', 'd1', 'd2', 'd3', 'd4', 'd5', 'd6', 'd7', 'd8', 'd9'] as const
const letterClips = [
  'letter-a',
  'letter-b',
  'letter-c',
  'letter-d',
  'letter-e',
  'letter-f',
  'letter-g',
  'letter-h',
] as const
const letters: Record<string, Clip> = {
  A: 'letter-a',
  B: 'letter-b',
  C: 'letter-c',
  D: 'letter-d',
  E: 'letter-e',
  F: 'letter-f',
  G: 'letter-g',
  H: 'letter-h',
}
const buildings: Record<string, Clip> = { 号楼: 'haolou', 楼: 'lou', 栋: 'dong', 幢: 'zhuang', 座: 'zuo' }
const entrances: Record<string, Clip> = { 单元: 'danyuan', 门: 'men' }
const colours = [
  'colour-0',
  'colour-1',
  'colour-2',
  'colour-3',
  'colour-4',
  'colour-5',
  'colour-6',
  'colour-7',
  'colour-8',
  'colour-9',
  'colour-10',
  'colour-11',
] as const
const spoken = /^(?:(\d{1,3})|([A-H]))(号楼|楼|栋|幢|座)(?:(?:(\d{1,3})|([A-H]))(单元|门))?$/

/** A number below a thousand as it is said in Chinese: 12 → 十二, 101 → 一百零一. */
export function numberClips(number: number): Clip[] {
  const said = (digit: number): Clip => digits[digit] ?? 'd0'
  if (number < 10) return [said(number)]
  if (number < 20) return ['shi', ...(number % 10 ? [said(number % 10)] : [])]
  if (number < 100) return [said(Math.floor(number / 10)), ...numberClips(10 + (number % 10))]
  const rest = number % 100
  const hundreds: Clip[] = [said(Math.floor(number / 100)), 'bai']
  if (!rest) return hundreds
  if (rest < 10) return [...hundreds, 'd0', said(rest)]
  return [...hundreds, ...(rest < 20 ? ([said(1)] satisfies Clip[]) : []), ...numberClips(rest)]
}

/** The words of an entrance's label, or undefined when it has words that were not recorded. */
export function labelClips(label: string): Clip[] | undefined {
  const [, buildingNumber, buildingLetter, building, entranceNumber, entranceLetter, entrance] =
    spoken.exec(label) ?? []
  if (!building) return undefined
  const name = (number: string | undefined, letter: string | undefined) =>
    number ? numberClips(Number(number)) : [letters[letter ?? ''] ?? 'd0']
  return [
    ...name(buildingNumber, buildingLetter),
    buildings[building] ?? 'lou',
    ...(entrance ? [...name(entranceNumber, entranceLetter), entrances[entrance] ?? 'men'] : []),
  ]
}

/** What an entrance is called aloud: its label with its colour and shape; these alone when the label cannot be said. */
export function nameClips(label: string, colour: number): Clip[] {
  const place = ((colour % 12) + 12) % 12
  const look: Clip[] = [colours[place] ?? 'colour-0', `shape-${entranceColour(colour).shape}`]
  const words = labelClips(label)
  return words ? [...words, 'pause', ...look] : look
}

/** The call, said twice: "三号楼二单元，粉色菱形，居民，请现在下楼采样". */
export function callClips(label: string, colour: number): Clip[] {
  const once: Clip[] = [...nameClips(label, colour), 'come-down']
  return [...once, 'pause', 'pause', ...once]
}

/** "下一个，三号楼二单元，粉色菱形，请准备". */
export function nextClips(label: string, colour: number): Clip[] {
  return ['next', 'pause', ...nameClips(label, colour), 'pause', 'get-ready']
}
