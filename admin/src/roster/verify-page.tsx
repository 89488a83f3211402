import { readHousehold } from '@loumen/shared/roster/api'
import { listToVerify } from '@loumen/shared/roster/people-api'
import type { PersonToVerify } from '@loumen/shared/roster/people-schema'
import { type ProblemCode, rosterProblems } from '@loumen/shared/words/roster-problems'
import { Button, Pagination } from 'antd'
import { useState } from 'react'
import { useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { useAddress } from '../ui/address'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { EditPerson } from './edit-person'
import { PersonLine } from './person-list'
import { RosterTabs } from './roster-tabs'

/** People whose document is missing or cannot be right, to be corrected one by one. */
export default function VerifyPage() {
  const { t } = useWords()
  const communityId = useCommunityId()
  const [{ page = '1' }, setAddress] = useAddress()
  const read = useRead(listToVerify, { communityId, page }, { keep: true })
  return (
    <Page title={t('roster.verify')} note={t('roster.verifyNote')}>
      <RosterTabs />
      <Reading read={read}>
        {({ people, total, pageSize }) =>
          people.length ? (
            <>
              <ul className="panel lines">
                {people.map((person) => (
                  <Doubtful key={person.residentId} person={person} />
                ))}
              </ul>
              <Pagination
                current={Number(page)}
                total={total}
                pageSize={pageSize}
                showSizeChanger={false}
                showTotal={(count) => t('roster.auditPeople', { count })}
                onChange={(next) => setAddress({ page: String(next) })}
              />
            </>
          ) : (
            <EmptyState title={t('roster.verifyNone')} text={t('roster.verifyNoneText')} />
          )
        }
      </Reading>
    </Page>
  )
}

function Doubtful({ person }: { person: PersonToVerify }) {
  const { t, language } = useWords()
  const [open, setOpen] = useState(false)
  const fault = person.fault && rosterProblems[person.fault as ProblemCode]?.[language === 'zh' ? 0 : 1]
  return (
    <li data-testid="to-verify">
      <PersonLine person={person}>
        <span className="to-verify">{fault ?? t('resident.toVerify')}</span>
        {person.word && (
          <span className="quiet">{t('people.provisional', { word: t(`people.word.${person.word}`) })}</span>
        )}
        <Button size="small" onClick={() => setOpen(true)}>
          {t('roster.verifyFix')}
        </Button>
      </PersonLine>
      {open && <Correction person={person} onClose={() => setOpen(false)} />}
    </li>
  )
}

/** The whole person, so that a correction starts from what is known now. */
function Correction({ person, onClose }: { person: PersonToVerify; onClose: () => void }) {
  const read = useRead(readHousehold, { householdId: person.householdId })
  const resident = read.data?.residents.find(({ id }) => id === person.residentId)
  if (!resident) return <Reading read={read}>{() => null}</Reading>
  const others = read.data?.residents.filter(({ id }) => id !== person.residentId) ?? []
  return <EditPerson resident={resident} others={others} onClose={onClose} />
}
