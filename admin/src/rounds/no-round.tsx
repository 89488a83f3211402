import { Button } from 'antd'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useSession } from '../remote/session'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'

/** What to do while there is no round. */
export function NoRound() {
  const { t } = useWords()
  const { may } = useSession()
  const communityId = useCommunityId()
  if (!may('rounds.open')) return <EmptyState title={t('round.none')} text={t('round.noneWait')} />
  return (
    <EmptyState title={t('round.none')} text={t('round.noneText')}>
      <div className="row">
        <Link to={communityPath(communityId, 'rounds/new')}>
          <Button type="primary" size="large">
            {t('round.open')}
          </Button>
        </Link>
        <Link to={communityPath(communityId, 'roster/import')}>
          <Button size="large">{t('roster.import')}</Button>
        </Link>
      </div>
    </EmptyState>
  )
}
