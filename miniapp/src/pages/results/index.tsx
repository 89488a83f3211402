import { Words } from '../../ui/elements'
import { LiveBar } from '../../ui/live-bar'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { ResidentPage } from '../../ui/resident-page'
import { useHousehold } from '../../use-household'
import { useWords } from '../../use-words'
import { PersonResult } from './person-result'

/** Every person's result in every round that the household sees, the newest round first. */
export default function Results() {
  const { t } = useWords()
  const { reading, household } = useHousehold()
  const rounds = (reading.value?.rounds ?? []).filter(({ householdId }) => householdId === household?.householdId)
  return (
    <ResidentPage id="results" title={t('resultsPageTitle')} notice={<LiveBar kind="resident" at={reading.at} />}>
      {rounds.map(({ roundId, round, community, tickets }) => (
        <Section key={roundId} title={`${community} · ${round}`}>
          {tickets.map((ticket) => (
            <PersonResult key={ticket.id} ticket={ticket} />
          ))}
        </Section>
      ))}
      {reading.value && !rounds.length && <Words className="lead">{t('resultsEmpty')}</Words>}
      {!reading.value && <ProblemNote problem={reading.problem} />}
    </ResidentPage>
  )
}
