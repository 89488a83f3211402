import '../zod-config'
import { z } from 'zod'
import { line } from '../fields'

/** The paper that a signature is drawn on, in its own units: a finger's width is about 40. */
export const signaturePaper = { width: 1000, height: 400 }

/** Fewer points than these are a slip of the finger; more are no signature. */
const [fewest, most] = [6, 600]

const Across = z.number().int().min(0).max(signaturePaper.width)
const Down = z.number().int().min(0).max(signaturePaper.height)

type Strokes = readonly (readonly [x: number, y: number][])[]

/** A drawn signature as the strokes of a finger or pen, each a list of points; never a picture. */
export const Signature = z
  .array(z.array(z.tuple([Across, Down])).min(1))
  .min(1)
  .max(60)
  .refine((strokes) => hasInk(strokes) && pointsOf(strokes) <= most)
export type Signature = z.infer<typeof Signature>

/** What a household signed with, shown for a reason: the name that was typed, or what was drawn. */
export const SignatureShown = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('signature'), name: line(40) }),
  z.object({ kind: z.literal('drawn'), strokes: Signature }),
])
export type SignatureShown = z.infer<typeof SignatureShown>

const pointsOf = (strokes: Strokes) => strokes.reduce((sum, { length }) => sum + length, 0)

/** Whether enough is drawn to be a signature. */
export const hasInk = (strokes: Strokes) => pointsOf(strokes) >= fewest

/** How far a finger moves before the next point is kept. */
const step = 8

/** The strokes with one more point of the last one, `x` and `y` as shares of the paper; a full or unmoved paper stays as it is. */
export function drawn(strokes: Signature, x: number, y: number, begins: boolean): Signature {
  if (pointsOf(strokes) >= most || (begins && strokes.length >= 60)) return strokes
  const { width, height } = signaturePaper
  const within = (share: number, size: number) => Math.round(Math.min(1, Math.max(0, share)) * size)
  const point: [number, number] = [within(x, width), within(y, height)]
  const last = strokes.at(-1)
  if (begins || !last) return [...strokes, [point]]
  const [fromX, fromY] = last.at(-1) ?? point
  if (Math.hypot(point[0] - fromX, point[1] - fromY) < step) return strokes
  return [...strokes.slice(0, -1), [...last, point]]
}

/** The strokes as the path of an SVG on the signature's paper. */
export const signaturePath = (strokes: Signature) =>
  strokes.map((stroke) => `M${stroke.map(([x, y]) => `${x} ${y}`).join('L')}${stroke.length > 1 ? '' : 'h1'}`).join('')
