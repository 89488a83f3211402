import { type Signature, signaturePaper } from '@loumen/shared/visits/signature'

export interface PadProps {
  id: string
  label: string
  strokes: Signature
  /** A finger or pen is there, in shares of the paper; `begins` when it has just come down. */
  onPoint: (x: number, y: number, begins: boolean) => void
}

/** What a browser's and WeChat's pen have in common. */
type Pen = Pick<
  CanvasRenderingContext2D,
  | 'clearRect'
  | 'beginPath'
  | 'moveTo'
  | 'lineTo'
  | 'stroke'
  | 'setTransform'
  | 'lineWidth'
  | 'lineCap'
  | 'lineJoin'
  | 'strokeStyle'
>

/** Draws the strokes on a canvas of so many pixels. */
export function drawStrokes(pen: Pen, pixels: { width: number; height: number }, strokes: Signature) {
  pen.setTransform(1, 0, 0, 1, 0, 0)
  pen.clearRect(0, 0, pixels.width, pixels.height)
  pen.setTransform(pixels.width / signaturePaper.width, 0, 0, pixels.height / signaturePaper.height, 0, 0)
  Object.assign(pen, { lineWidth: 12, lineCap: 'round', lineJoin: 'round', strokeStyle: '#1f2a37' })
  pen.beginPath()
  for (const [first, ...rest] of strokes) {
    if (!first) continue
    pen.moveTo(...first)
    // A tap is a dot.
    pen.lineTo(first[0] + 1, first[1])
    for (const point of rest) pen.lineTo(...point)
  }
  pen.stroke()
}
