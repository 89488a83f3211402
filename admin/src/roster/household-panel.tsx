import { readHouseholdCoverage } from '@loumen/shared/coverage/api'
import { readHousehold } from '@loumen/shared/roster/api'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { Tags } from '../ui/tags'
import { MakeVisit } from '../visits/make-visit'
import { AddPerson } from './add-person'
import { ContactPlanSection } from './contact-plan'
import { EditHousehold } from './edit-household'
import { HouseholdContacts } from './household-contacts'
import { HouseholdHistory } from './household-history'
import { HouseholdRounds } from './household-rounds'
import { HouseholdWishes } from './household-wishes'
import { ResidentRow } from './resident-row'

/** A household: who lives there as far as one may see, how it stands in every round, and a visit to make. */
export function HouseholdPanel({ householdId, roundId }: { householdId: string; roundId?: string }) {
  const { t } = useWords()
  const { may } = useSession()
  const household = useRead(readHousehold, { householdId })
  const coverage = useRead(readHouseholdCoverage, { householdId })
  return (
    <Reading read={household}>
      {(shown) => (
        <article className="household" data-testid="household">
          <header>
            <h2>
              {shown.entrance} {shown.door}
            </h2>
            <p className="quiet">{t('household.floor', { floor: shown.floor })}</p>
            <Tags tags={shown.tags} />
            {shown.note && <p className="note">{shown.note}</p>}
            <HouseholdWishes household={shown} />
            {may('roster.edit') && <EditHousehold household={shown} />}
          </header>
          <section>
            <h3>{t('household.people', { count: shown.residents.length })}</h3>
            <ul className="people">
              {shown.residents.map((resident) => (
                <ResidentRow
                  key={resident.id}
                  resident={resident}
                  others={shown.residents.filter(({ id }) => id !== resident.id)}
                />
              ))}
            </ul>
            <AddPerson householdId={householdId} others={shown.residents} />
          </section>
          {roundId && may('visits.make') && <MakeVisit roundId={roundId} householdId={householdId} />}
          <section>
            <h3>{t('household.rounds')}</h3>
            <Reading read={coverage}>{({ rounds }) => <HouseholdRounds rounds={rounds} />}</Reading>
          </section>
          {may('registrations.edit') && <ContactPlanSection householdId={householdId} />}
          <HouseholdContacts householdId={householdId} />
          {may('roster.edit') && <HouseholdHistory householdId={householdId} />}
        </article>
      )}
    </Reading>
  )
}
