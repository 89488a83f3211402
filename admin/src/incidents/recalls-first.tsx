import { myRecalls } from '@loumen/shared/incidents/api'
import type { Recall } from '@loumen/shared/incidents/schema'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { useWords } from '../ui/language'
import { Elapsed } from './elapsed'

/** The re-samplings that one works on, before all other visits. Nothing while there are none. */
export function RecallsFirst() {
  const { t } = useWords()
  const recalls = useRead(myRecalls, {}).data?.recalls ?? []
  if (!recalls.length) return null
  return (
    <section className="panel recalls-first" data-testid="recalls-first">
      <h2>{t('recall.first')}</h2>
      <ul className="stack">
        {recalls.map((recall) => (
          <Row key={recall.id} recall={recall} />
        ))}
      </ul>
    </section>
  )
}

function Row({ recall: { id, number, openedAt, people, samplesWanted } }: { recall: Recall }) {
  const { t } = useWords()
  const communityId = useCommunityId()
  const left = people.filter(({ samples }) => samples.length < samplesWanted)
  const doors = [...new Set(left.map(({ entrance, door }) => `${entrance} ${door}`))]
  return (
    <li>
      <Link className="underlined" to={communityPath(communityId, `recalls/${id}`)}>
        {t('recall.incident', { number })}
      </Link>{' '}
      {t('recall.left', { left: left.length, all: people.length })} {doors.join('、')}
      <dl className="recall-figures">
        <Elapsed since={openedAt} />
      </dl>
    </li>
  )
}
