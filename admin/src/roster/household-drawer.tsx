import { Drawer } from 'antd'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useWords } from '../ui/language'
import { HouseholdPanel } from './household-panel'

/** A household beside the page from which it was opened. */
export function HouseholdDrawer({
  householdId,
  roundId,
  onClose,
}: {
  householdId?: string
  roundId?: string
  onClose: () => void
}) {
  const { t } = useWords()
  const communityId = useCommunityId()
  return (
    <Drawer
      open={!!householdId}
      onClose={onClose}
      size="min(600px, 100vw)"
      title={t('household.title')}
      destroyOnHidden
      extra={
        householdId && (
          <Link to={communityPath(communityId, `households/${householdId}`)}>{t('household.openPage')}</Link>
        )
      }
    >
      {householdId && <HouseholdPanel householdId={householdId} roundId={roundId} />}
    </Drawer>
  )
}
