import type { Recall, RecallPerson } from '@loumen/shared/incidents/schema'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useSession } from '../remote/session'
import { useWords } from '../ui/language'
import { useTime } from '../ui/time'
import { ReachForm } from './reach-form'
import { SampleForm } from './sample-form'

/** Everybody who has to be re-sampled: where, reached by whom, the single samples, and what they say together. */
export function PeopleTable({ recall }: { recall: Recall }) {
  const { t } = useWords()
  const [reaching, setReaching] = useState<RecallPerson>()
  const [sampling, setSampling] = useState<RecallPerson>()
  return (
    <section className="panel">
      <h2>{t('recall.peopleTitle')}</h2>
      <p className="quiet">{t('recall.peopleNote', { count: recall.samplesWanted })}</p>
      <div className="wide">
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('household.door')}</th>
              <th>{t('resident.name')}</th>
              <th>{t('recall.where')}</th>
              <th>{t('recall.samples')}</th>
              <th>{t('tube.outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {recall.people.map((person) => (
              <PersonRow
                key={person.residentId}
                person={person}
                open={recall.state === 'open'}
                onReach={() => setReaching(person)}
                onSample={() => setSampling(person)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <ReachForm recallId={recall.id} person={reaching} onClose={() => setReaching(undefined)} />
      <SampleForm recall={recall} person={sampling} onClose={() => setSampling(undefined)} />
    </section>
  )
}

function PersonRow({
  person,
  open,
  onReach,
  onSample,
}: {
  person: RecallPerson
  open: boolean
  onReach: () => void
  onSample: () => void
}) {
  const { t, d } = useWords()
  const time = useTime()
  const communityId = useCommunityId()
  const { may } = useSession()
  const { reached, samples, verdict } = person
  const door = `${person.entrance} ${person.door}`
  return (
    <tr data-testid="recall-person" data-verdict={verdict}>
      <td>
        {may('roster.read') ? (
          <Link to={communityPath(communityId, `households/${person.householdId}`)}>{door}</Link>
        ) : (
          door
        )}
      </td>
      <td>
        {person.name} <span className="quiet">{d('why', person.why)}</span>
        <br />
        <span className="quiet">{person.phone ?? '—'}</span>
      </td>
      <td>
        {reached ? (
          <>
            {d('where', reached.where)} {reached.place}
            <br />
            <span className="quiet">
              {t('recall.told', { time: time(reached.at), how: d('told', reached.how), by: reached.toldBy })}
            </span>
          </>
        ) : (
          <b className={open ? 'recall-late' : undefined}>{t('recall.notReached')}</b>
        )}
        {open && (
          <Button type="link" size="small" onClick={onReach}>
            {t(reached ? 'recall.recordAgain' : 'recall.recordReached')}
          </Button>
        )}
      </td>
      <td>
        {samples.map((sample) => (
          <div key={sample.tubeId}>
            {sample.barcode}{' '}
            <span className="quiet">
              {sample.lab} · {sample.outcome ? d('outcome', sample.outcome) : d('tube', sample.state)}
            </span>
          </div>
        ))}
        {!samples.length && t('recall.notSampled')}
        {open && (
          <Button type="link" size="small" onClick={onSample}>
            {t(samples.length ? 'recall.sampleMore' : 'recall.sample')}
          </Button>
        )}
      </td>
      <td>
        <b className={verdict === 'disagree' || verdict === 'positive' ? 'recall-late' : undefined}>
          {d('single', verdict)}
        </b>
        {!person.frozen && <div className="quiet">{t('recall.released')}</div>}
      </td>
    </tr>
  )
}
