import type { EntranceFollowed } from '@loumen/shared/calls/schema'
import { Box, Heading, Words } from '../../ui/elements'
import { useStaffWords } from '../use-staff-words'

interface Props {
  household: EntranceFollowed['households'][number]
  chosen: boolean
}

/** One door: its people, who has come, and what a captain must know of them. */
export function HouseholdRow({ household: { id, door, people, tags }, chosen }: Props) {
  const { t, word } = useStaffWords()
  return (
    <Box id={`household-${id}`} className={`row ${chosen ? 'row-own' : ''}`}>
      <Box className="row-words">
        <Heading className="row-title">{door}</Heading>
        {people.map(({ name, come, answer }) => (
          <Words key={name} className="person-line">
            {come ? '✓' : '○'} {name} · {come ? t('hasCome') : answer ? word('answer', answer) : t('notCome')}
          </Words>
        ))}
        {tags.length > 0 && <Words className="quiet">{tags.map((tag) => word('tag', tag)).join('、')}</Words>}
      </Box>
    </Box>
  )
}
