import { phoneCallWords } from '@loumen/shared/words/calls-on-phones'
import { Box, Press, Words } from '../../ui/elements'
import { useWords } from '../../use-words'

interface Props {
  floors: readonly number[]
  chosen: readonly number[]
  onChange: (floors: number[]) => void
}

/** The floors that nobody asked down yet, in call order; a tap chooses one. */
export function FloorPicker({ floors, chosen, onChange }: Props) {
  const { t } = useWords(phoneCallWords)
  if (floors.length < 2) return null
  const toggle = (floor: number) =>
    onChange(floors.filter((one) => (one === floor ? !chosen.includes(floor) : chosen.includes(one))))
  return (
    <Box id="floors" className="section" role="group" label={t('floorsLeft')}>
      <Words className="section-title">{t('floorsLeft')}</Words>
      <Box className="chips">
        {floors.map((floor) => (
          <Press
            key={floor}
            id={`floor-${floor}`}
            className={`chip ${chosen.includes(floor) ? 'chip-on' : ''}`}
            chooses="checkbox"
            chosen={chosen.includes(floor)}
            onPress={() => toggle(floor)}
          >
            {t('floor', { floor })}
          </Press>
        ))}
      </Box>
    </Box>
  )
}
