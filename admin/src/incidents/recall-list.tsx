import { listRecalls } from '@loumen/shared/incidents/api'
import type { RecallSummary } from '@loumen/shared/incidents/schema'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { useTime } from '../ui/time'
import { Elapsed } from './elapsed'

/** Tubes whose people must be sampled again, singly: how far each has come. */
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

function RecallCard({ recall }: { recall: RecallSummary }) {
  const { t, d } = useWords()
  const time = useTime()
  const communityId = useCommunityId()
  const share = (done: number) => t('recall.of', { done, all: recall.people })
  return (
    <li className="panel" data-testid="recall">
      <h2>
        <Link to={communityPath(communityId, `recalls/${recall.id}`)}>
          {t('recall.title', { barcode: recall.barcode, outcome: d('outcome', recall.outcome) })}
        </Link>
      </h2>
      <p>
        {d('recall', recall.state)} · {t('recall.incident', { number: recall.number })} ·{' '}
        {t('recall.since', { time: time(recall.openedAt) })} · {t('recall.people', { count: recall.people })}
      </p>
      <dl className="recall-figures">
        {recall.state === 'open' && <Elapsed since={recall.openedAt} />}
        {(['reached', 'sampled', 'agreed'] as const).map((figure) => (
          <div key={figure} className="figure">
            <dt>{t(`recall.${figure}`)}</dt>
            <dd>{share(recall[figure])}</dd>
          </div>
        ))}
      </dl>
      {recall.unanswered > 0 && <p className="recall-late">{t('recall.unanswered', { count: recall.unanswered })}</p>}
    </li>
  )
}
