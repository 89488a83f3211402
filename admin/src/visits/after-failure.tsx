import { register } from '@loumen/shared/tickets/api'
import { assignVisit } from '@loumen/shared/visits/api'
import { afterFailure, proposedExcuse } from '@loumen/shared/visits/rules'
import type { Visit, VisitFailure } from '@loumen/shared/visits/schema'
import { App, Button, Popconfirm } from 'antd'
import { Link } from 'react-router'
import { communityPath } from '../community/community'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

/** What a person does about a visit that came to nothing: send again, give the proposed excuse, or repair the roster. */
export function AfterFailure({ visit, why }: { visit: Visit; why: VisitFailure }) {
  const { t, d } = useWords()
  const { may } = useSession()
  const { message } = App.useApp()
  const again = useWrite(assignVisit)
  const give = useWrite(register, () => void message.success(t('visits.excused')))
  const { id: visitId, roundId, householdId, communityId, people } = visit
  const reason = proposedExcuse[why]
  const left = people.filter(({ sampled }) => !sampled)
  const excuse = () =>
    give.run({
      roundId,
      householdId,
      answers: reason ? left.map(({ residentId }) => ({ residentId, kind: 'excused' as const, reason })) : [],
    })
  return (
    <div className="row">
      {reason && left.length > 0 && may('registrations.edit') && (
        <Popconfirm title={t('visits.excuseSure')} onConfirm={() => void excuse()}>
          <Button size="small" type="primary" loading={give.running}>
            {t('visits.excuse', { excuse: d('excuse', reason) })}
          </Button>
        </Popconfirm>
      )}
      {afterFailure[why] === 'roster' && may('roster.read') && (
        <Link to={communityPath(communityId, `households/${householdId}`)}>{t('visits.roster')}</Link>
      )}
      {afterFailure[why] !== 'none' && may('visits.make') && (
        <Button size="small" loading={again.running} onClick={() => void again.run({ visitId, teamId: null })}>
          {t('visits.again')}
        </Button>
      )}
      <ErrorPanel error={give.error ?? again.error} onRetry={give.error ? give.again : again.again} />
    </div>
  )
}
