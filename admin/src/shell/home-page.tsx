import { Button } from 'antd'
import { Link, Navigate } from 'react-router'
import { communityPath, rememberedCommunity, useCommunities } from '../community/community'
import { useSession } from '../remote/session'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'

/** Leads to the community of last time, or teaches how the first one comes about. */
export function HomePage() {
  const { t } = useWords()
  const { may } = useSession()
  const read = useCommunities()
  return (
    <Reading read={read}>
      {({ communities }) => {
        const next = communities.find((community) => community.id === rememberedCommunity()) ?? communities[0]
        if (next) return <Navigate to={communityPath(next.id)} replace />
        return may('communities.create') ? (
          <EmptyState title={t('home.none')} text={t('home.noneText')}>
            <Link to="/communities/new">
              <Button type="primary" size="large">
                {t('community.create')}
              </Button>
            </Link>
          </EmptyState>
        ) : (
          <EmptyState title={t('home.nothing')} text={t('home.nothingText')} />
        )
      }}
    </Reading>
  )
}
