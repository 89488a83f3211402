import { planContact, readContactPlan } from '@loumen/shared/calls/api'
import { contactPlanWords } from '@loumen/shared/words/contact-plan'
import { useRead } from '../../remote/use-read'
import { useWrite } from '../../remote/use-write'
import { ContactPlanForm } from '../../ui/contact-plan-form'
import { Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'

/** How the household wants to be told when nobody of it hears a call. Nothing in a room whose people answer each for themselves. */
export function HearsNothing({ householdId }: { householdId: string }) {
  const { t } = useWords(contactPlanWords)
  const reading = useRead('resident', readContactPlan, { householdId })
  const { write, busy, problem, retry } = useWrite('resident')
  if (!reading.value) return null
  const { plan } = reading.value
  return (
    <Section id="hears-nothing" title={t('contactPlan.title')}>
      <Words className="paragraph">
        {plan ? [t(`way.${plan.way}`), plan.detail].filter(Boolean).join('：') : t('contactPlan.text')}
      </Words>
      <ContactPlanForm
        key={`${plan?.way} ${plan?.detail}`}
        household={{ id: householdId, contactPlan: plan }}
        busy={busy}
        onSave={(way, detail, then) =>
          void write(planContact, { householdId, way, detail }, () => {
            then()
            void reading.again()
          })
        }
      />
      <ProblemNote problem={problem} retry={retry} />
    </Section>
  )
}
