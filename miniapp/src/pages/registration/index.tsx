import { Words } from '../../ui/elements'
import { ResidentPage } from '../../ui/resident-page'
import { useHousehold } from '../../use-household'
import { useWords } from '../../use-words'
import { Answers } from './form'

/** Who of the household comes, who needs the sampler at the door, who cannot come and why. */
export default function Registration() {
  const { t } = useWords()
  const { household, reading } = useHousehold()
  if (household)
    return <Answers key={household.householdId + household.roundId} household={household} onSaved={reading.again} />
  return (
    <ResidentPage id="registration" title={t('registrationTitle')}>
      <Words className="quiet">{t(reading.value ? 'ticketNone' : 'loading')}</Words>
    </ResidentPage>
  )
}
