import type { TubePerson } from '@loumen/shared/tubes/schema'
import { ColourTile } from '../ui/colour-tile'
import { Box, Press, Words } from '../ui/elements'
import { useStaffWords } from './use-staff-words'

interface Props {
  person: TubePerson
  place: number
  onRemove: () => void
}

/** One person in a tube: place, name, last four digits, where from. */
export function TubePersonRow({ person, place, onRemove }: Props) {
  const { t } = useStaffWords()
  const { residentId, name, last4, entrance, colour, door, number, reason } = person
  return (
    <Box id={`person-${residentId}`} className="row">
      <Words className="place">{place}</Words>
      <ColourTile colour={colour} />
      <Box className="row-words">
        <Words className="person-name">
          {name} {last4 ?? ''}
        </Words>
        <Words className="quiet">
          {entrance} {door} · {t('number', { number })}
          {reason && ` · ${t('overReason', { reason })}`}
        </Words>
      </Box>
      <Press className="press-row" label={`${t('remove')} ${name}`} onPress={onRemove}>
        {t('remove')}
      </Press>
    </Box>
  )
}
