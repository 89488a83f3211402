import { Words } from '../../ui/elements'
import { LiveBar } from '../../ui/live-bar'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { Reminder } from '../../ui/reminder'
import { ResidentPage } from '../../ui/resident-page'
import { useConsent } from '../../use-consent'
import { useHousehold } from '../../use-household'
import { useOpenedHousehold } from '../../use-opened-household'
import { useWords } from '../../use-words'
import { ConsentAsk, ConsentGive } from './consent-ask'
import { PersonResult } from './person-result'

const afterResults = ['resultsReady', 'sampleAgain'] as const

/** Every person's result in every round that the household sees, the newest round first. */
export default function Results() {
  const { t } = useWords()
  const { reading, household } = useHousehold()
  const consent = useConsent(() => void reading.again())
  useOpenedHousehold()
  const rounds = (reading.value?.rounds ?? []).filter(({ householdId }) => householdId === household?.householdId)
  const unasked = consent.consent?.state === 'unasked'
  const known = reading.value && consent.consent
  const problem = reading.problem ?? consent.reading.problem
  const agreed = consent.consent && !unasked
  return (
    <ResidentPage
      id="results"
      title={t('resultsPageTitle')}
      notice={<LiveBar kind="resident" at={reading.at} />}
      footer={unasked && <ConsentGive {...consent} />}
    >
      {unasked ? <ConsentAsk {...consent} /> : <Reminder kinds={afterResults} words="remindResults" />}
      {agreed &&
        rounds.map(({ roundId, round, community, tickets }) => (
          <Section key={roundId} title={`${community} · ${round}`}>
            {tickets.map((ticket) => (
              <PersonResult key={ticket.id} ticket={ticket} roundId={roundId} />
            ))}
          </Section>
        ))}
      {agreed && reading.value && !rounds.length && <Words className="lead">{t('resultsEmpty')}</Words>}
      {!known && !problem && <Words className="quiet">{t('loading')}</Words>}
      {!known && <ProblemNote problem={problem} />}
    </ResidentPage>
  )
}
