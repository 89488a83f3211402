import type { TubePerson } from '@loumen/shared/tubes/schema'
import { ColourTile } from '../ui/colour-tile'
import { Box, Press, Words } from '../ui/elements'
import { useStaffWords } from './use-staff-words'
import { useTableWords } from './use-table-words'

interface Props {
  person: TubePerson
  place: number
  onRemove: () => void
}

/** One person in a tube: place, name, last four digits, where from. */
export function TubePersonRow({ person, place, onRemove }: Props) {
  const { t, word } = useStaffWords()
  const { residentId, name, last4, entrance, colour, door, number, reason, care, vouch } = person
  const tables = useTableWords()
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
          {reason && ` · ${t('overReason', { reason: word('reason', reason) })}`}
        </Words>
        {care.length > 0 && (
          <Words className="care">{tables.t('care', { what: care.map((tag) => word('tag', tag)).join('、') })}</Words>
        )}
        {vouch && <Words className="quiet">{tables.t('vouched', { who: said(vouch, tables.t) })}</Words>}
      </Box>
      <Press className="press-row" label={`${t('remove')} ${name}`} onPress={onRemove}>
        {t('remove')}
      </Press>
    </Box>
  )
}

/** "captain 王楼长" with the word for who it is. */
function said(vouch: string, t: ReturnType<typeof useTableWords>['t']) {
  const [by = '', ...name] = vouch.split(' ')
  const kind = by === 'captain' || by === 'guardian' || by === 'volunteer' ? t(`vouch.${by}`) : ''
  return kind + name.join(' ')
}
