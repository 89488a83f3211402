import { me as readMe, signOut } from '@loumen/shared/accounts/api'
import { myShiftWords } from '@loumen/shared/words/shifts'
import { useEffect } from 'react'
import { unsent } from '../../offline/journal'
import { forgetPacks } from '../../offline/pack'
import { packetsWaiting } from '../../offline/packets'
import { goToStaff, startOver, startOverAsStaff } from '../../platform/places'
import { callAs } from '../../remote/call'
import { beginSession, endSession, useSession } from '../../remote/session'
import { useRead } from '../../remote/use-read'
import { QuietButton } from '../../ui/big-button'
import { Heading, Press, Words } from '../../ui/elements'
import { LinkRow } from '../../ui/link-row'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { RecallLinks } from '../recall-links'
import { StaffPage } from '../staff-page'
import { useStaffWords } from '../use-staff-words'
import { useWork } from '../use-work'
import { RoundTasks } from './round-tasks'

const mine = {}

/** What the signed-in person can do now, by their roles. */
export default function StaffHome() {
  const { t, word } = useStaffWords()
  const shifts = useWords(myShiftWords)
  const session = useSession('staff')
  const work = useWork()
  const fresh = useRead('staff', readMe, session ? mine : undefined)
  const me = fresh.value ?? session?.me
  useEffect(() => {
    if (fresh.value && session && JSON.stringify(fresh.value.grants) !== JSON.stringify(session.me.grants))
      beginSession('staff', { ...session, me: fresh.value })
  }, [fresh.value, session])
  const leave = () => {
    // Nobody ends a shift with work that only this phone knows.
    if (unsent().length || packetsWaiting()) return goToStaff('records')
    void forgetPacks()
    void callAs.staff(signOut, {}).catch(() => {})
    endSession('staff')
    startOverAsStaff('sign-in')
  }
  const rounds = work.value?.rounds ?? []
  return (
    <StaffPage id="staff-home" title={t('homeTitle')} at={work.at} top>
      {me && (
        <Words className="quiet">
          {me.name} · {[...new Set(me.grants.map(({ role }) => word('role', role)))].join('、')}
        </Words>
      )}
      {me && <RecallLinks communityIds={[...new Set(rounds.flatMap(({ communityIds }) => communityIds))]} />}
      {me && rounds.map((round) => <RoundTasks key={round.id} round={round} me={me} />)}
      {work.value && !rounds.length && (
        <>
          <Heading className="big-title">{t('noWork')}</Heading>
          <Words className="lead">{t('noWorkBody')}</Words>
        </>
      )}
      {me && (
        <LinkRow id="to-mine" onPress={() => goToStaff('mine')}>
          {shifts.t('link')}
        </LinkRow>
      )}
      <ProblemNote problem={work.problem} />
      <QuietButton id="staff-sign-out" onPress={leave}>
        {t('signOut')}
      </QuietButton>
      <Press id="to-resident" className="press-link" onPress={() => startOver('home')}>
        {t('toResident')}
      </Press>
    </StaffPage>
  )
}
