import type { RecallDoor } from '@loumen/shared/incidents/doors'
import { recallPhoneWords } from '@loumen/shared/words/recall-on-phones'
import { goToStaff } from '../platform/places'
import { Box, Words } from '../ui/elements'
import { LinkRow } from '../ui/link-row'
import { useWords } from '../use-words'
import { useStaffWords } from './use-staff-words'

/** Doors of recalls, in the order in which the team goes to them; a tap opens the recall. */
export function RecallDoors({ doors }: { doors: readonly RecallDoor[] }) {
  const { t } = useWords(recallPhoneWords)
  const staff = useStaffWords()
  if (!doors.length) return null
  return (
    <Box>
      <Words className="note">{t('marks')}</Words>
      {doors.map(({ recallId, householdId, entrance, floor, door, people, reached, sampled, place, team }) => (
        <LinkRow
          key={`${recallId}.${householdId}`}
          id={`recall-door-${householdId}`}
          onPress={() => goToStaff('recall', { recall: recallId })}
        >
          {team && place ? `${place}. ` : ''}
          {entrance} · {staff.t('floorDoor', { floor, door })} ·{' '}
          {t('doorLine', { people: people.length, reached, sampled })}
        </LinkRow>
      ))}
    </Box>
  )
}
