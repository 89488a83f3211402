import type { BoardUnit } from '@loumen/shared/calls/schema'
import { Box } from './elements'
import { House } from './house'

/** Entrances in call order as a street of houses; wraps, so that nothing hides beyond the edge. */
export function Street({ id, units, own }: { id?: string; units: readonly BoardUnit[]; own?: string }) {
  return (
    <Box id={id} className="street" role="list">
      {units.map((unit) => (
        <House key={unit.entranceId} unit={unit} own={unit.entranceId === own} />
      ))}
    </Box>
  )
}
