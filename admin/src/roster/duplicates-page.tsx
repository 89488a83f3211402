import { keepApart, listDuplicates, undoMerge } from '@loumen/shared/roster/people-api'
import type { DuplicatePair, Merge } from '@loumen/shared/roster/people-schema'
import { Button } from 'antd'
import { useState } from 'react'
import { useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { EmptyState } from '../ui/empty-state'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { useTime } from '../ui/time'
import { MergeDialog } from './merge-dialog'
import { PersonLine } from './person-list'
import { RosterTabs } from './roster-tabs'

/** Entries that may be one person, for a person to decide; and what was joined lately, to be undone. */
export default function DuplicatesPage() {
  const { t } = useWords()
  const communityId = useCommunityId()
  const read = useRead(listDuplicates, { communityId })
  return (
    <Page title={t('roster.duplicates')} note={t('roster.duplicatesNote')}>
      <RosterTabs />
      <Reading read={read}>
        {({ pairs, more, merges }) => (
          <>
            {pairs.length ? (
              <ul className="cards">
                {pairs.map((pair) => (
                  <Pair key={pair.people.map(({ residentId }) => residentId).join()} pair={pair} />
                ))}
              </ul>
            ) : (
              <EmptyState title={t('roster.duplicatesNone')} text={t('roster.duplicatesNoneText')} />
            )}
            {more && <p className="quiet">{t('roster.searchMore')}</p>}
            {merges.length > 0 && (
              <section className="panel">
                <h2>{t('roster.merged')}</h2>
                <ul className="lines">
                  {merges.map((merge) => (
                    <Joined key={merge.id} merge={merge} />
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </Reading>
    </Page>
  )
}

function Pair({ pair: { people, causes } }: { pair: DuplicatePair }) {
  const { t, d } = useWords()
  const [joining, setJoining] = useState(false)
  const apart = useWrite(keepApart)
  const [one, other] = people
  return (
    <li className="panel" data-testid="duplicate">
      <h2>{causes.map((cause) => d('duplicate', cause)).join('、')}</h2>
      <ul className="lines">
        {people.map((person) => (
          <li key={person.residentId}>
            <PersonLine person={person} />
          </li>
        ))}
      </ul>
      <ErrorPanel error={apart.error} onRetry={apart.again} />
      <div className="row">
        <Button type="primary" onClick={() => setJoining(true)}>
          {t('roster.merge')}
        </Button>
        <Button
          loading={apart.running}
          onClick={() => void apart.run({ residentId: one.residentId, otherId: other.residentId })}
        >
          {t('roster.apart')}
        </Button>
      </div>
      {joining && (
        <MergeDialog residentId={one.residentId} otherId={other.residentId} onClose={() => setJoining(false)} />
      )}
    </li>
  )
}

function Joined({ merge }: { merge: Merge }) {
  const { t } = useWords()
  const time = useTime()
  const undo = useWrite(undoMerge)
  return (
    <li data-testid="merge">
      {merge.kept && (
        <PersonLine person={merge.kept}>
          <span className="quiet">
            {time(merge.at)} {merge.by}
          </span>
          <Button size="small" loading={undo.running} onClick={() => void undo.run({ mergeId: merge.id })}>
            {t('roster.undoMerge')}
          </Button>
        </PersonLine>
      )}
      <ErrorPanel error={undo.error} onRetry={undo.again} />
    </li>
  )
}
