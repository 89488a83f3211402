import { shareRecall } from '@loumen/shared/incidents/api'
import { recallDoors } from '@loumen/shared/incidents/doors'
import type { Recall } from '@loumen/shared/incidents/schema'
import type { VisitTeam } from '@loumen/shared/visits/schema'
import { Button } from 'antd'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Elapsed } from './elapsed'

interface Props {
  recalls: readonly Recall[]
  roundId: string
  /** The round's teams, for whoever may give them doors. */
  teams: readonly VisitTeam[] | undefined
}

/** The re-samplings that one works on, before all other visits. Nothing while there are none. */
export function RecallsFirst({ recalls, roundId, teams }: Props) {
  const { t } = useWords()
  if (!recalls.length) return null
  return (
    <section className="panel recalls-first" data-testid="recalls-first">
      <h2>{t('recall.first')}</h2>
      <ul className="stack">
        {recalls.map((recall) => (
          <Row key={recall.id} recall={recall} teams={recall.roundId === roundId ? teams : undefined} />
        ))}
      </ul>
    </section>
  )
}

function Row({ recall, teams }: { recall: Recall; teams: Props['teams'] }) {
  const { t } = useWords()
  const communityId = useCommunityId()
  const write = useWrite(shareRecall)
  const { id, number, openedAt, people } = recall
  const waiting = recallDoors(recall).filter(({ state }) => state !== 'done')
  const left = waiting.reduce((sum, door) => sum + door.people.length - door.sampled, 0)
  const nobodys = waiting.filter(({ team }) => !team)
  return (
    <li>
      <Link className="underlined" to={communityPath(communityId, `recalls/${id}`)}>
        {t('recall.incident', { number })}
      </Link>{' '}
      {t('recall.left', { left, all: people.length })}{' '}
      {waiting.map(({ entrance, door }) => `${entrance} ${door}`).join('、')}
      <dl className="recall-figures">
        <Elapsed since={openedAt} />
      </dl>
      {teams && nobodys.length > 0 && (
        <p>
          <span className="recall-late">{t('recall.nobodys', { count: nobodys.length })}</span>{' '}
          {teams.length > 0 && (
            <Button
              size="small"
              loading={write.running}
              data-testid="share-recall"
              onClick={() =>
                void write.run({
                  recallId: id,
                  householdIds: nobodys.map(({ householdId }) => householdId),
                  teamIds: teams.map((team) => team.id),
                })
              }
            >
              {t('recall.share')}
            </Button>
          )}
        </p>
      )}
      <ErrorPanel error={write.error} onRetry={write.again} />
    </li>
  )
}
