import { signInByWechat } from '@loumen/shared/accounts/api'
import { phoneAccountWords } from '@loumen/shared/words/phone-account'
import { useState } from 'react'
import { loginCode } from '../../platform/wechat'
import { useWrite } from '../../remote/use-write'
import { QuietButton } from '../../ui/big-button'
import { Box, Words } from '../../ui/elements'
import { PhoneNumberButton } from '../../ui/phone-number-button'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import type { SignedIn } from './by-code'

/** Sign-in with the number that WeChat vouches for, or with none; whatever WeChat refuses, a number can be typed. */
export function useSignInByWechat(signedIn: (session: SignedIn) => void, typeInstead: () => void) {
  const { t } = useWords(phoneAccountWords)
  const { write, busy, problem, retry } = useWrite('resident')
  const [note, setNote] = useState<'phoneNotGiven' | 'wechatCode'>()

  const enter = async (phoneCode?: string) => {
    setNote(undefined)
    const code = await loginCode()
    if (!code) return setNote('wechatCode')
    await write(signInByWechat, { code, phoneCode }, signedIn, (no) => {
      const codes: string[] = ['wechat.phone', 'wechat.code']
      const known = no.kind === 'refused' && codes.includes(no.code)
      if (known) setNote(no.code === 'wechat.phone' ? 'phoneNotGiven' : 'wechatCode')
      return known
    })
  }

  const step = (
    <PhoneNumberButton
      id="wechat-phone"
      disabled={busy}
      onNumber={(phoneCode) => (phoneCode ? void enter(phoneCode) : setNote('phoneNotGiven'))}
    >
      {t('wechatPhone')}
    </PhoneNumberButton>
  )
  const fields = (
    <Box>
      <Words className="lead">{t('wechatPhoneNote')}</Words>
      {note && (
        <Box id="wechat-note" className="problem" role="alert">
          {t(note)}
        </Box>
      )}
      <ProblemNote problem={problem} retry={retry} />
      <QuietButton id="type-phone" onPress={typeInstead}>
        {t('typePhone')}
      </QuietButton>
      <QuietButton id="without-phone" onPress={() => void enter()} disabled={busy}>
        {t('withoutPhone')}
      </QuietButton>
    </Box>
  )
  return { step, fields }
}
