import { useParams } from 'react-router'
import { useRounds } from '../community/community'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { HouseholdPanel } from './household-panel'

export default function HouseholdPage() {
  const { t } = useWords()
  const { householdId } = useParams()
  const { round } = useRounds()
  return (
    <Page title={t('household.title')}>
      <div className="panel middle">
        {householdId && <HouseholdPanel householdId={householdId} roundId={round?.id} />}
      </div>
    </Page>
  )
}
