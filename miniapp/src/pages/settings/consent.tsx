import { phoneAccountWords } from '@loumen/shared/words/phone-account'
import { dayAndTime } from '../../platform/clock-time'
import { QuietButton } from '../../ui/big-button'
import { Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useConsent } from '../../use-consent'
import { useWords } from '../../use-words'

/** Where the consent to be shown results stands; it is taken back as easily as it was given. */
export function Consent() {
  const { t } = useWords(phoneAccountWords)
  const { reading, consent, answer, busy, problem, retry } = useConsent()
  const given = consent?.state === 'given'
  const since = consent?.history.at(-1)?.at
  return (
    <Section id="consent" title={t('consentTitle')}>
      {consent && (
        <>
          <Words className="paragraph">
            {given && since
              ? t('consentGiven', { day: dayAndTime(since) })
              : t(consent.state === 'withdrawn' ? 'consentWithdrawn' : 'consentUnasked')}
          </Words>
          <QuietButton id={given ? 'consent-withdraw' : 'consent-give'} onPress={() => answer(!given)} disabled={busy}>
            {t(given ? 'consentWithdraw' : 'consentGive')}
          </QuietButton>
        </>
      )}
      <ProblemNote problem={problem ?? (consent ? undefined : reading.problem)} retry={retry} />
    </Section>
  )
}
