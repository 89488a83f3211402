import { phoneAccountWords } from '@loumen/shared/words/phone-account'
import { Button } from '@tarojs/components'
import { useSyncExternalStore } from 'react'
import { answerPrivacy, openContract, privacyQuestion } from '../platform/privacy.weapp'
import { useWords } from '../use-words'
import { Box, Heading, Press, Words } from './elements'

const agreeId = 'privacy-agree'

/** WeChat's own question before it hands out personal data, over whatever page is shown. */
export function PrivacySheet() {
  const { t } = useWords(phoneAccountWords)
  const asked = useSyncExternalStore(privacyQuestion.subscribe, privacyQuestion.isAsked)
  const contract = useSyncExternalStore(privacyQuestion.subscribe, privacyQuestion.contract) ?? t('privacyContract')
  if (!asked) return null
  return (
    <Box id="privacy-sheet" className="sheet" role="alert">
      <Heading className="card-title">{t('privacyTitle')}</Heading>
      <Words className="paragraph">{t('privacyAsk', { contract })}</Words>
      <Press id="privacy-read" className="press-link" onPress={openContract}>
        {t('privacyRead', { contract })}
      </Press>
      <Button
        id={agreeId}
        className="press press-main"
        openType="agreePrivacyAuthorization"
        onAgreePrivacyAuthorization={() => answerPrivacy('agree', agreeId)}
      >
        {t('privacyAgree')}
      </Button>
      <Press id="privacy-refuse" className="press-second" onPress={() => answerPrivacy('disagree')}>
        {t('privacyRefuse')}
      </Press>
    </Box>
  )
}
