import { type PointerEvent, useEffect, useRef } from 'react'
import { drawStrokes, type PadProps } from './pad'

/** Paper for a finger, a pen or a mouse. */
export function SignaturePad({ id, label, strokes, onPoint }: PadProps) {
  const paper = useRef<HTMLCanvasElement>(null)
  const down = useRef<number>()
  useEffect(() => {
    const canvas = paper.current
    const pen = canvas?.getContext('2d')
    if (!canvas || !pen) return
    const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((size) => size * window.devicePixelRatio)
    if (canvas.width !== width) Object.assign(canvas, { width, height })
    drawStrokes(pen, canvas, strokes)
  }, [strokes])
  const point = (event: PointerEvent<HTMLCanvasElement>, begins: boolean) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
    onPoint((event.clientX - left) / width, (event.clientY - top) / height, begins)
  }
  const up = ({ pointerId }: PointerEvent) => {
    if (down.current === pointerId) down.current = undefined
  }
  return (
    <canvas
      ref={paper}
      id={id}
      className="signature-pad"
      role="img"
      aria-label={label}
      onPointerDown={(event) => {
        if (down.current !== undefined) return
        down.current = event.pointerId
        event.currentTarget.setPointerCapture(event.pointerId)
        point(event, true)
      }}
      onPointerMove={(event) => {
        if (event.pointerId === down.current) point(event, false)
      }}
      onPointerUp={up}
      onPointerCancel={up}
    />
  )
}
