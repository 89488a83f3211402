import { type WindowState, windowLooks } from '@loumen/shared/look/elevation'

export const windowWidth = 16
export const windowHeight = 13

/** One window of an elevation at a place in its drawing: fill and mark carry the meaning. */
export function Window({ state, x, y }: { state: WindowState; x: number; y: number }) {
  const { glass, frame, mark } = windowLooks[state]
  const w = windowWidth
  const h = windowHeight
  return (
    <>
      <rect x={x} y={y} width={w} height={h} rx="1" fill={glass} stroke={frame} strokeWidth="1.3" />
      {mark === 'half' && <rect x={x + 0.7} y={y + h / 2} width={w - 1.4} height={h / 2 - 0.7} fill="#FFD166" />}
      {mark === 'curtain' && (
        <path
          d={`M${x} ${y}h${w}M${x + 1} ${y + 1}q${w / 3} ${h / 2} 0 ${h - 2}M${x + w - 1} ${y + 1}q${-w / 3} ${h / 2} 0 ${h - 2}`}
          fill="none"
          stroke={frame}
          strokeWidth="1.2"
        />
      )}
      {mark === 'bell' && (
        <path
          transform={`translate(${x + w / 2 - 4.5} ${y + 1.8})`}
          d="M4.5 0c2 0 3 1.5 3 3.4 0 2 .6 2.8 1.3 3.5H.2c.7-.7 1.3-1.5 1.3-3.5C1.5 1.5 2.5 0 4.5 0zM3.3 7.8h2.4a1.2 1.2 0 0 1-2.4 0z"
          fill={frame}
        />
      )}
      {mark === 'hatch' && (
        <path
          d={`M${x} ${y + 6}l6-6M${x} ${y + h - 1}l12-12M${x + 4} ${y + h}l12-12M${x + 10} ${y + h}l6-6`}
          stroke={frame}
          strokeWidth="1.3"
        />
      )}
    </>
  )
}
