import { listHouseholdPhones, removeHouseholdPhone } from '@loumen/shared/roster/api'
import { phoneAccountWords } from '@loumen/shared/words/phone-account'
import { dayAndTime } from '../../platform/clock-time'
import { useRead } from '../../remote/use-read'
import { useWrite } from '../../remote/use-write'
import { Box, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { SureButton } from '../../ui/sure-button'
import { useHousehold } from '../../use-household'
import { useWords } from '../../use-words'

/** Which phones see each household of this account, and the way to end it. */
export function Phones() {
  const { reading } = useHousehold()
  return (
    <>
      {(reading.value?.households ?? []).map(({ householdId, entrance, door }) => (
        <HouseholdPhones key={householdId} householdId={householdId} home={`${entrance} ${door}`} />
      ))}
    </>
  )
}

function HouseholdPhones({ householdId, home }: { householdId: string; home: string }) {
  const { t } = useWords(phoneAccountWords)
  const household = useHousehold()
  const reading = useRead('resident', listHouseholdPhones, { householdId })
  const { write, busy, problem, retry } = useWrite('resident')
  const remove = (phoneId: string, own: boolean) =>
    void write(removeHouseholdPhone, { householdId, phoneId }, ({ phones }) => {
      if (own) void household.reading.again()
      else reading.set({ phones })
    })
  return (
    <Section title={`${t('phonesTitle')} · ${home}`}>
      {(reading.value?.phones ?? []).map(({ id, phone, since, own }) => (
        <Box key={id} className="card">
          <Words className="row-title">{phone ?? t('phonesNoNumber')}</Words>
          <Words className="quiet">
            {[own && t('phonesOwn'), t('phonesSince', { day: dayAndTime(since) })].filter(Boolean).join(' · ')}
          </Words>
          <SureButton
            id={own ? `leave-${householdId}` : `remove-${id}`}
            words={{
              ask: t(own ? 'phonesLeave' : 'phonesRemove'),
              meaning: t(own ? 'phonesLeaveSure' : 'phonesRemoveSure'),
              yes: t('sure'),
            }}
            disabled={busy}
            onSure={() => remove(id, own)}
          />
        </Box>
      ))}
      <ProblemNote problem={problem ?? (reading.value ? undefined : reading.problem)} retry={retry} />
    </Section>
  )
}
