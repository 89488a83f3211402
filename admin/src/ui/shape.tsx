import type { Shape as ShapeName } from '@loumen/shared/look/colours'
import { shapePaths } from '@loumen/shared/look/shapes'

/** One of the twelve entrance shapes, in the current text colour. */
export function Shape({ shape, size = '1em' }: { shape: ShapeName; size?: number | string }) {
  return (
    <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={shapePaths[shape]} fill="currentColor" />
    </svg>
  )
}
