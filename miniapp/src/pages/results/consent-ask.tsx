import { phoneAccountWords } from '@loumen/shared/words/phone-account'
import { goBack, startOver } from '../../platform/places'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box, Heading, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import type { useConsent } from '../../use-consent'
import { useWords } from '../../use-words'

/** The one step of the question. */
export function ConsentGive({ busy, answer }: ReturnType<typeof useConsent>) {
  const { t } = useWords(phoneAccountWords)
  return (
    <BigButton id="consent-give" onPress={() => answer(true)} disabled={busy}>
      {t('consentGive')}
    </BigButton>
  )
}

/** Asks before the first result is shown, apart from everything else. */
export function ConsentAsk({ problem, retry }: ReturnType<typeof useConsent>) {
  const { t } = useWords(phoneAccountWords)
  return (
    <Box id="consent-ask">
      <Heading className="big-title">{t('consentTitle')}</Heading>
      <Words className="lead">{t('consentAsk')}</Words>
      <ProblemNote problem={problem} retry={retry} />
      <QuietButton id="consent-later" onPress={() => goBack(() => startOver('home'))}>
        {t('consentLater')}
      </QuietButton>
    </Box>
  )
}
