import { listRecalls } from '@loumen/shared/results/api'
import type { Recall } from '@loumen/shared/results/schema'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { useTime } from '../ui/time'

/** Pools whose people must be sampled again, singly, with everybody in them. */
export function RecallList({ roundId }: { roundId: string }) {
  const { t } = useWords()
  const read = useRead(listRecalls, { roundId })
  return (
    <Reading read={read}>
      {({ recalls }) =>
        recalls.length ? (
          <ul className="stack">
            {recalls.map((recall) => (
              <RecallCard key={recall.id} recall={recall} />
            ))}
          </ul>
        ) : (
          <EmptyState title={t('recall.none')} text={t('recall.noneText')} />
        )
      }
    </Reading>
  )
}

function RecallCard({ recall }: { recall: Recall }) {
  const { t, d } = useWords()
  const time = useTime()
  const communityId = useCommunityId()
  return (
    <li className="panel" data-testid="recall">
      <h2>{t('recall.title', { barcode: recall.barcode, outcome: d('outcome', recall.outcome) })}</h2>
      <p>
        {d('recall', recall.state)} · {t('recall.since', { time: time(recall.openedAt) })} ·{' '}
        {t('recall.people', { count: recall.people.length })}
      </p>
      <table className="plain-table">
        <thead>
          <tr>
            <th>{t('household.entrance')}</th>
            <th>{t('household.door')}</th>
            <th>{t('resident.name')}</th>
            <th>{t('resident.phone')}</th>
          </tr>
        </thead>
        <tbody>
          {recall.people.map((person) => (
            <tr key={person.residentId} data-testid="recall-person">
              <td>{person.entrance}</td>
              <td>
                <Link to={communityPath(communityId, `households/${person.householdId}`)}>{person.door}</Link>
              </td>
              <td>{person.name}</td>
              <td>{person.phone ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </li>
  )
}
