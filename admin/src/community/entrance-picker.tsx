import type { Entrance, Grid } from '@loumen/shared/community/schema'
import { Checkbox } from 'antd'
import { ColourChip } from '../ui/colour-chip'
import { useWords } from '../ui/language'

/** Entrances to choose from, each with the grid that it belongs to now. */
export function EntrancePicker({
  entrances,
  grids,
  chosen,
  onChange,
}: {
  entrances: readonly Entrance[]
  grids: readonly Grid[]
  chosen: string[]
  onChange: (ids: string[]) => void
}) {
  const { t } = useWords()
  const names = new Map(grids.map(({ id, name }) => [id, name]))
  return (
    <fieldset className="picker">
      <legend>{t('grids.entrances')}</legend>
      <Checkbox.Group value={chosen} onChange={onChange}>
        {entrances.map(({ id, label, colour, gridId }) => (
          <Checkbox key={id} value={id}>
            <ColourChip colour={colour} label={label} />
            {gridId && <span className="quiet"> {names.get(gridId)}</span>}
          </Checkbox>
        ))}
      </Checkbox.Group>
    </fieldset>
  )
}
