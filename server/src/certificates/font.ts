import { readFile } from 'node:fs/promises'
import path from 'node:path'

/** One piece of the font: what it is called and which characters it has. */
interface Piece {
  name: string
  ranges: [first: number, last: number][]
}

/** Shown for a character that no piece has. */
export const unknownCharacter = '□'

// Found when the first certificate is drawn, like the libraries that draw it.
const folder = () => path.dirname(require.resolve('@fontsource-variable/noto-sans-sc/package.json'))
let pieces: Promise<Piece[]> | undefined
const kept = new Map<string, Promise<Buffer>>()

async function readPieces(): Promise<Piece[]> {
  const listed = JSON.parse(await readFile(path.join(folder(), 'unicode.json'), 'utf8')) as Record<string, string>
  return Object.entries(listed).map(([name, text]) => ({
    name: name.replace(/\W/g, ''),
    ranges: text.split(',').map((range) => {
      const [first = '', last = first] = range.replace('U+', '').split('-')
      return [Number.parseInt(first, 16), Number.parseInt(last, 16)]
    }),
  }))
}

const pieceOf = (all: readonly Piece[], character: string) => {
  const point = character.codePointAt(0) ?? 0
  return all.find(({ ranges }) => ranges.some(([first, last]) => first <= point && point <= last))?.name
}

/** A piece as it lies in its package. */
const bytesOf = (name: string) => {
  const known = kept.get(name) ?? readFile(path.join(folder(), 'files', `noto-sans-sc-${name}-wght-normal.woff2`))
  kept.set(name, known)
  return known
}

/** A font for a text: which piece writes each of its characters, and the pieces cut down to them. */
export interface TextFont {
  pieceOf(character: string): string
  /** Whether the font has it; otherwise the sign for unknown stands in its place. */
  has(character: string): boolean
  cuts: [name: string, font: Buffer][]
}

/** Cuts the font down to a text's characters: a certificate carries some fifty of sixteen thousand. */
export async function fontFor(text: string): Promise<TextFont> {
  const { default: subset } = await import('subset-font')
  pieces ??= readPieces()
  const all = await pieces
  const places = new Map<string, string>()
  for (const character of new Set(text + unknownCharacter)) {
    const name = pieceOf(all, character)
    if (name) places.set(character, name)
  }
  const cuts = await Promise.all(
    [...new Set(places.values())].map(async (name): Promise<[string, Buffer]> => {
      const characters = [...places].filter(([, piece]) => piece === name).map(([character]) => character)
      const axes = { targetFormat: 'truetype', variationAxes: { wght: 500 } } as const
      return [name, await subset(await bytesOf(name), characters.join(''), axes)]
    }),
  )
  return {
    cuts,
    has: (character) => places.has(character),
    pieceOf: (character) => places.get(character) ?? places.get(unknownCharacter) ?? '',
  }
}
