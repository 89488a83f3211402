import { listEntrances } from '@loumen/shared/community/api'
import { Button } from 'antd'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'

/** What to do while there is no round. */
export function NoRound() {
  const { t } = useWords()
  const { may } = useSession()
  const communityId = useCommunityId()
  const read = useRead(listEntrances, { communityId })
  if (!may('rounds.open')) return <EmptyState title={t('round.none')} text={t('round.noneWait')} />
  if (read.data?.entrances.length === 0) {
    return (
      <EmptyState title={t('roster.none')} text={t('roster.noneText')}>
        <Link to={communityPath(communityId, 'roster/import')}>
          <Button type="primary" size="large">
            {t('roster.import')}
          </Button>
        </Link>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={t('round.none')} text={t('round.noneText')}>
      <Link to={communityPath(communityId, 'rounds/new')}>
        <Button type="primary" size="large">
          {t('round.open')}
        </Button>
      </Link>
    </EmptyState>
  )
}
