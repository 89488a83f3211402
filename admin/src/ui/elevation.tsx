import { entranceColour } from '@loumen/shared/look/colours'
import { type ElevationWindow, stackFloors } from '@loumen/shared/look/elevation'
import { shapePaths } from '@loumen/shared/look/shapes'
import { type KeyboardEvent, memo } from 'react'
import { Window, windowHeight, windowWidth } from './window'

const gapX = 6
const gapY = 7
const wall = 7
const roof = 9
const ground = 24

/** The size of an entrance's drawing in its own units: what a page needs to fit many into its width. */
export function elevationSize(windows: readonly ElevationWindow[]): { width: number; height: number } {
  const floors = stackFloors(windows)
  const columns = Math.max(2, ...floors.map((floor) => floor.windows.length))
  return {
    width: wall * 2 + columns * (windowWidth + gapX) - gapX,
    height: roof + floors.length * (windowHeight + gapY) + ground,
  }
}

export interface ElevationProps<W extends ElevationWindow> {
  windows: readonly W[]
  colour: number
  /** What the drawing shows, for those who cannot see it. */
  title: string
  /** A window in words; read by screen readers and shown on hover. */
  describe: (window: W) => string
  onOpen?: (householdId: string) => void
  emphasis?: 'called' | 'next'
}

/** An entrance as what it is: floors with a window for each door, and the entrance itself in its colour with its shape. */
function DrawnElevation<W extends ElevationWindow>({
  windows,
  colour,
  title,
  describe,
  onOpen,
  emphasis,
}: ElevationProps<W>) {
  const floors = stackFloors(windows)
  const { width, height } = elevationSize(windows)
  const look = entranceColour(colour)
  const doorX = width / 2 - 10
  return (
    <svg
      className={`elevation${emphasis ? ` elevation-${emphasis}` : ''}`}
      viewBox={`-1 -1 ${width + 2} ${height + 2}`}
      style={{ ['--units' as string]: width + 2 }}
      aria-label={title}
      onKeyDown={onOpen && moveFocus}
    >
      <path
        className="elevation-wall"
        d={`M0 ${height}V${roof - 2}L${width / 2} 0L${width} ${roof - 2}V${height}z`}
        strokeLinejoin="round"
      />
      {floors.map((floor, row) =>
        floor.windows.map((window, column) => {
          const x = wall + column * (windowWidth + gapX)
          const y = roof + row * (windowHeight + gapY) + 2
          return (
            // biome-ignore lint/a11y/useSemanticElements: SVG has no button element
            <g
              key={window.householdId}
              className="window"
              role="button"
              tabIndex={onOpen ? (row === 0 && column === 0 ? 0 : -1) : undefined}
              aria-label={describe(window)}
              data-household={window.householdId}
              data-state={window.state}
              data-row={row}
              data-column={column}
              onClick={onOpen && (() => onOpen(window.householdId))}
            >
              <rect x={x - 3} y={y - 3.5} width={windowWidth + 6} height={windowHeight + 7} fill="transparent" />
              <Window state={window.state} x={x} y={y} />
            </g>
          )
        }),
      )}
      <g transform={`translate(${doorX} ${height - 20})`}>
        <rect width="20" height="20" fill={look.fill} stroke="#1F2A37" strokeWidth="1" />
        <path transform="translate(4 4) scale(0.5)" d={shapePaths[look.shape]} fill={look.text} />
      </g>
    </svg>
  )
}

const steps: Record<string, [row: number, column: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

function moveFocus(event: KeyboardEvent<SVGSVGElement>) {
  const from = event.target
  if (!(from instanceof SVGElement) || from.dataset.row === undefined) return
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault()
    from.dispatchEvent(new MouseEvent('click', { bubbles: true }))
    return
  }
  const step = steps[event.key]
  if (!step) return
  event.preventDefault()
  const [row, column] = [Number(from.dataset.row) + step[0], Number(from.dataset.column) + step[1]]
  const next = event.currentTarget.querySelector<SVGElement>(`[data-row="${row}"][data-column="${column}"]`)
  if (!next) return
  from.setAttribute('tabindex', '-1')
  next.setAttribute('tabindex', '0')
  next.focus()
}

/** Drawn again only when its windows change: a thousand households stay smooth. */
export const Elevation = memo(DrawnElevation) as typeof DrawnElevation
