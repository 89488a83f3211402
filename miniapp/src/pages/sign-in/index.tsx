import { linkWechat } from '@loumen/shared/accounts/api'
import { phoneSetup } from '@loumen/shared/notices/api'
import { useState } from 'react'
import { goBack, startOver } from '../../platform/places'
import { inWechat, loginCode } from '../../platform/wechat'
import { callAs } from '../../remote/call'
import { beginSession } from '../../remote/session'
import { useRead } from '../../remote/use-read'
import { Words } from '../../ui/elements'
import { Page } from '../../ui/page'
import { useWords } from '../../use-words'
import { type SignedIn, useSignInByCode } from './by-code'
import { useSignInByWechat } from './by-wechat'

const nothing = {}

/** Sign-in of a resident: by WeChat where the installation has a mini-program, else by a code that is sent. */
export default function SignIn() {
  const { t } = useWords()
  const setup = useRead('resident', phoneSetup, inWechat ? nothing : undefined)
  const [typing, setTyping] = useState(false)
  const begin = ({ token, me }: SignedIn) => {
    if (token) beginSession('resident', { token, me })
    startOver('home')
  }
  const byCode = useSignInByCode((session) => {
    begin(session)
    if (inWechat) void link()
  })
  const byWechat = useSignInByWechat(begin, () => setTyping(true))
  const { step, fields } = setup.value?.wechat && !typing ? byWechat : byCode

  return (
    <Page id="sign-in" title={t('signInTitle')} onBack={() => goBack(() => startOver('home'))} footer={step}>
      {fields}
      <Words className="quiet">{t('signInNote')}</Words>
    </Page>
  )
}

/** Lets messages reach somebody who typed their number; without WeChat's answer they are signed in all the same. */
async function link() {
  const code = await loginCode()
  if (code) await callAs.resident(linkWechat, { code }).catch(() => {})
}
