import type { Visit } from '@loumen/shared/visits/schema'
import { clockTime } from '../../platform/clock-time'
import { ColourTile } from '../../ui/colour-tile'
import { Box, Heading, Words } from '../../ui/elements'
import { useStaffWords } from '../use-staff-words'

/** Where, what for, who, and where it stands. */
export function VisitHead({ visit }: { visit: Visit }) {
  const { t, word } = useStaffWords()
  const {
    entrance,
    colour,
    floor,
    door,
    kind,
    state,
    note,
    people,
    workerName,
    failure,
    endedAt,
    team,
    place,
    wish,
    single,
  } = visit
  const standing = [word('visitKind', kind), word('visit', state), workerName, endedAt && clockTime(endedAt)]
  return (
    <Box>
      <Box className="where">
        <ColourTile colour={colour} />
        <Box className="where-words">
          <Heading className="where-entrance">
            {entrance} · {t('floorDoor', { floor, door })}
          </Heading>
          <Words className="quiet">{standing.filter(Boolean).join(' · ')}</Words>
        </Box>
      </Box>
      {team && place && <Words className="quiet">{t('visitPlace', { place, team: team.name })}</Words>}
      {wish && (
        <Words className="note">
          {t('visitWish', {
            from: wish.from ? clockTime(wish.from) : '',
            until: wish.until ? clockTime(wish.until) : '',
          })}
        </Words>
      )}
      {single && kind === 'sampling' && <Words className="note">{t('visitSingle')}</Words>}
      {people.map(({ residentId, name, last4, sampled }) => (
        <Words key={residentId} className="person-line">
          {sampled ? '✓' : '○'} {name} {last4 ?? ''}
        </Words>
      ))}
      {note && <Words className="note">{note}</Words>}
      {failure && (
        <Words className="note">{[word('visitFailure', failure.why), failure.note].filter(Boolean).join(' · ')}</Words>
      )}
    </Box>
  )
}
