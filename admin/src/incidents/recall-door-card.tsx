import { shareRecall } from '@loumen/shared/incidents/api'
import type { RecallDoor } from '@loumen/shared/incidents/doors'
import type { VisitTeam } from '@loumen/shared/visits/schema'
import { Select } from 'antd'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useWrite } from '../remote/use-write'
import { ColourChip } from '../ui/colour-chip'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { clockTime } from '../ui/time'
import './incidents.css'

/** One door of a recall among the visits: first of all, a tube for each sample, and whose it is. */
export function RecallDoorCard({ door, teams }: { door: RecallDoor; teams: readonly VisitTeam[] | undefined }) {
  const { t } = useWords()
  const communityId = useCommunityId()
  const write = useWrite(shareRecall)
  const { recallId, householdId, team, people, reached, sampled, state } = door
  const place = `${door.entrance} ${door.door}`
  return (
    <li className="visit recall-door" data-testid="recall-door" data-state={state}>
      <div className="row between">
        <ColourChip colour={door.colour} />
        <span className="quiet">{clockTime(door.openedAt)}</span>
      </div>
      <b>
        <Link to={communityPath(communityId, `recalls/${recallId}`)}>{place}</Link>
      </b>
      <b className="recall-late">⚠ {t('recall.incident', { number: door.number })}</b>
      <span className="note">{t('recall.marks')}</span>
      <span>{t('recall.doorLine', { people: people.length, reached, sampled })}</span>
      {state !== 'done' && teams && (
        <Select
          size="small"
          aria-label={t('recall.teamOf', { door: place })}
          value={team?.id ?? ''}
          loading={write.running}
          disabled={write.running}
          onChange={(id) => void write.run({ recallId, householdIds: [householdId], teamIds: id ? [id] : [] })}
          options={[
            { value: '', label: t('recall.noTeam') },
            ...teams.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      {team && (
        <span className="quiet">
          {!teams && `${team.name} · `}
          {t('visits.place', { place: door.place ?? 1 })}
        </span>
      )}
      <ErrorPanel error={write.error} onRetry={write.again} />
    </li>
  )
}
