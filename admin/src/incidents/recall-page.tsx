import { rooms } from '@loumen/shared/events'
import { readRecall } from '@loumen/shared/incidents/api'
import type { Recall } from '@loumen/shared/incidents/schema'
import { useParams } from 'react-router'
import { useCommunityId } from '../community/community'
import { useSession } from '../remote/session'
import { useRooms } from '../remote/use-live'
import { useRead } from '../remote/use-read'
import { Figure } from '../ui/figure'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { useTime } from '../ui/time'
import { AlertTable } from './alert-table'
import { Closing } from './closing'
import { Elapsed } from './elapsed'
import { PeopleTable } from './people-table'
import { Visitors } from './visitors'

/** One incident: the hour running, who was told, each person, and its end. */
export default function RecallPage() {
  const { recallId = '' } = useParams()
  const read = useRead(readRecall, { recallId })
  useRooms([rooms.community(useCommunityId())])
  const { t, d } = useWords()
  const recall = read.data
  return (
    <Page
      title={recall ? t('recall.incident', { number: recall.number }) : t('results.recalls')}
      note={
        recall && (
          <>
            <b>{d('outcome', recall.outcome)}</b> · {d('recall', recall.state)} · {t('recall.facts', { ...recall })}
          </>
        )
      }
    >
      <Reading read={read}>{(known) => <Shown recall={known} />}</Reading>
    </Page>
  )
}

function Shown({ recall }: { recall: Recall }) {
  const { t } = useWords()
  const time = useTime()
  const { may } = useSession()
  const { people, closed } = recall
  const share = (done: number) => t('recall.of', { done, all: people.length })
  return (
    <div className="stack">
      <dl className="figures recall-figures">
        {recall.state === 'open' ? (
          <Elapsed since={recall.openedAt} />
        ) : (
          <Figure label={t('recall.elapsed')} value={time(closed?.at)} note={closed?.by} />
        )}
        <Figure
          id="recall-reached"
          label={t('recall.reached')}
          value={share(people.filter(({ reached }) => reached).length)}
        />
        <Figure
          id="recall-sampled"
          label={t('recall.sampled')}
          value={share(people.filter(({ samples }) => samples.length).length)}
        />
        <Figure
          id="recall-agreed"
          label={t('recall.agreed')}
          value={share(people.filter(({ verdict }) => verdict === 'negative' || verdict === 'positive').length)}
        />
      </dl>
      <AlertTable recall={recall} />
      <PeopleTable recall={recall} />
      {may('recalls.decide') && <Closing recall={recall} />}
      <Visitors recall={recall} />
    </div>
  )
}
