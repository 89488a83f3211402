import { Canvas } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useRef } from 'react'
import { drawStrokes, type PadProps } from './pad'

interface Paper {
  node: { width: number; height: number; getContext(kind: '2d'): CanvasRenderingContext2D }
  width: number
  height: number
}

/** Points come faster than the screen is told of them. */
const sharp = 2

/** Paper for a finger; the page does not scroll under it. */
export function SignaturePad({ id, label, strokes, onPoint }: PadProps) {
  const paper = useRef<Paper>()
  const latest = useRef(strokes)
  latest.current = strokes
  const draw = () => {
    const { node } = paper.current ?? {}
    if (node) drawStrokes(node.getContext('2d'), node, latest.current)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: the canvas is found once
  useEffect(() => {
    Taro.createSelectorQuery()
      .select(`#${id}`)
      .fields({ node: true, size: true }, (found) => {
        const { node, width, height } = found as Paper
        Object.assign(node, { width: width * sharp, height: height * sharp })
        paper.current = { node, width, height }
        draw()
      })
      .exec()
  }, [id])
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn whenever the strokes change
  useEffect(draw, [strokes])
  const point = (touch: { x: number; y: number } | undefined, begins: boolean) => {
    if (touch && paper.current) onPoint(touch.x / paper.current.width, touch.y / paper.current.height, begins)
  }
  return (
    <Canvas
      type="2d"
      id={id}
      className="signature-pad"
      {...{ ariaLabel: label }}
      disableScroll
      onTouchStart={({ touches }) => point(touches[0], true)}
      onTouchMove={({ touches }) => point(touches[0], false)}
    />
  )
}
