import { listAbsent } from '@loumen/shared/coverage/people-api'
import { Select } from 'antd'
import { useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { useAddress } from '../ui/address'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { PersonLine } from './person-list'
import { RosterTabs } from './roster-tabs'

/** Who never came in any of the last rounds, and had no reason. */
export default function AbsentPage() {
  const { t } = useWords()
  const communityId = useCommunityId()
  const [{ last = '3' }, setAddress] = useAddress()
  const read = useRead(listAbsent, { communityId, last }, { keep: true })
  const count = read.data?.rounds.length ?? Number(last)
  return (
    <Page title={t('roster.absent')} note={t('roster.absentNote', { rounds: count })}>
      <RosterTabs />
      <div className="filters">
        <Select
          aria-label={t('roster.absent')}
          value={last}
          options={['1', '2', '3', '5'].map((rounds) => ({
            value: rounds,
            label: t('roster.absentRounds', { rounds }),
          }))}
          onChange={(value) => setAddress({ last: value })}
        />
      </div>
      <Reading read={read}>
        {({ people, more, rounds }) =>
          people.length ? (
            <ul className="panel lines" data-testid="absent">
              {people.map((person) => (
                <li key={person.residentId}>
                  <PersonLine person={person} />
                </li>
              ))}
              {more && <li className="quiet">{t('roster.searchMore')}</li>}
            </ul>
          ) : (
            <EmptyState title={rounds.length ? t('roster.absentNone') : t('household.noRounds')} />
          )
        }
      </Reading>
    </Page>
  )
}
