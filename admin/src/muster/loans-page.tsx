import { rooms } from '@loumen/shared/events'
import type { Loan } from '@loumen/shared/muster/loan-schema'
import { declineLoan, listLoans, returnLoan, withdrawLoan } from '@loumen/shared/muster/loans-api'
import { App, Button } from 'antd'
import { useCommunityId } from '../community/community'
import { useRooms } from '../remote/use-live'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { FactsCard } from '../ui/facts-card'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { useTimeNear } from '../ui/time'
import { WhyForm } from '../ui/why-form'
import { AskLoan } from './ask-loan'
import { LendForm } from './lend-form'

/** People whom communities lend each other: what is asked of this one, what it asked for, and the hours of both. */
export default function LoansPage() {
  const { t } = useWords()
  const communityId = useCommunityId()
  useRooms([rooms.community(communityId)])
  const read = useRead(listLoans, { communityId })
  return (
    <Page title={t('menu.loans')} note={t('loans.note')}>
      <Reading read={read}>
        {({ lent, borrowed, now }) => (
          <div className="stack">
            <h2>{t('loans.asked')}</h2>
            {lent.length ? (
              <ul className="cards" data-testid="loans-asked">
                {lent.map((loan) => (
                  <Asked key={loan.id} loan={loan} now={now} />
                ))}
              </ul>
            ) : (
              <p className="quiet">{t('loans.noneAsked')}</p>
            )}
            <AskLoan now={now} />
            <h2>{t('loans.borrowed')}</h2>
            {borrowed.length ? (
              <ul className="cards" data-testid="loans-borrowed">
                {borrowed.map((loan) => (
                  <Borrowed key={loan.id} loan={loan} now={now} />
                ))}
              </ul>
            ) : (
              <p className="quiet">{t('loans.noneBorrowed')}</p>
            )}
          </div>
        )}
      </Reading>
    </Page>
  )
}

function useFacts({ state, role, starts, until, note, reason, person, minutes }: Loan, now: string) {
  const { t, d } = useWords()
  const time = useTimeNear(now)
  return [
    [t('muster.state'), t(`loans.state.${state}`)],
    [t('loans.role'), d('role', role)],
    [t('loans.when'), t('loans.time', { from: time(starts), until: time(until) })],
    [t('loans.person'), person],
    [t('loans.minutes'), person && t('loans.minutesOf', { minutes })],
    [t('loans.said'), note],
    [t('loans.reason'), reason],
  ] as const
}

function Asked({ loan, now }: { loan: Loan; now: string }) {
  const { t } = useWords()
  const decline = useWrite(declineLoan)
  const { id: loanId, state, community, site, place } = loan
  return (
    <FactsCard title={t('loans.wants', { community, site, place })} facts={useFacts(loan, now)} testId="loan-asked">
      {state === 'asked' && (
        <>
          <LendForm loanId={loanId} />
          <WhyForm
            ask={t('loans.declineWhy')}
            say={t('loans.decline')}
            running={decline.running}
            onWhy={(reason) => void decline.run({ loanId, reason })}
          />
          <ErrorPanel error={decline.error} onRetry={decline.again} />
        </>
      )}
      {state === 'granted' && <Return loan={loan} />}
    </FactsCard>
  )
}

function Borrowed({ loan, now }: { loan: Loan; now: string }) {
  const { t } = useWords()
  const withdraw = useWrite(withdrawLoan)
  const { id: loanId, state, lender, site } = loan
  return (
    <FactsCard title={t('loans.of', { lender, site })} facts={useFacts(loan, now)} testId="loan-borrowed">
      {state === 'asked' && (
        <Button loading={withdraw.running} onClick={() => void withdraw.run({ loanId })}>
          {t('loans.withdraw')}
        </Button>
      )}
      <ErrorPanel error={withdraw.error} onRetry={withdraw.again} />
      {state === 'granted' && <Return loan={loan} />}
    </FactsCard>
  )
}

function Return({ loan: { id: loanId, person } }: { loan: Loan }) {
  const { t } = useWords()
  const { modal } = App.useApp()
  const give = useWrite(returnLoan)
  const ask = () =>
    modal.confirm({
      title: t('loans.returnSure', { name: person ?? '' }),
      okText: t('loans.return'),
      cancelText: t('cancel'),
      onOk: () => void give.run({ loanId }),
    })
  return (
    <>
      <Button loading={give.running} onClick={ask}>
        {t('loans.return')}
      </Button>
      <ErrorPanel error={give.error} onRetry={give.again} />
    </>
  )
}
