import { sendCode, signInByCode, type signInToWork } from '@loumen/shared/accounts/api'
import { Mobile } from '@loumen/shared/accounts/schema'
import type { Output } from '@loumen/shared/endpoint'
import { useState } from 'react'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box, TextField, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'

export type SignedIn = Output<typeof signInByCode>

/** The phone's number, then the code that was sent to it. */
export function useSignInByCode(
  signedIn: (session: SignedIn) => void,
  enter: typeof signInByCode | typeof signInToWork = signInByCode,
  known = '',
) {
  const { t } = useWords()
  const { write, busy, problem, retry, dismiss } = useWrite('resident')
  const [phone, setPhone] = useState(known)
  const [code, setCode] = useState('')
  const [sent, setSent] = useState<{ phone: string; code?: string }>()
  const [mistake, setMistake] = useState<'phoneWrong' | 'codeWrong'>()

  const getCode = () => {
    const number = Mobile.safeParse(phone)
    setMistake(number.success ? undefined : 'phoneWrong')
    if (!number.success) return
    void write(sendCode, { phone: number.data }, (answer) => setSent({ phone: number.data, code: answer.code }))
  }
  const signIn = () => {
    const right = /^\d{6}$/.test(code.trim())
    setMistake(right ? undefined : 'codeWrong')
    if (!right || !sent) return
    void write(enter, { phone: sent.phone, code }, signedIn)
  }
  const startAgain = () => {
    setSent(undefined)
    setCode('')
    setMistake(undefined)
    dismiss()
  }

  const step = (
    <BigButton id={sent ? 'sign-in-send' : 'get-code'} onPress={sent ? signIn : getCode} disabled={busy}>
      {t(sent ? 'signInStepCode' : 'getCode')}
    </BigButton>
  )
  const fields = (
    <>
      {sent ? (
        <Box>
          <Words className="lead">{t('codeSent', { phone: sent.phone })}</Words>
          {sent.code && (
            <Words id="dev-code" className="note">
              {t('codeShown', { code: sent.code })}
            </Words>
          )}
          <TextField
            id="code"
            label={t('code')}
            kind="digits"
            value={code}
            onChange={setCode}
            onEnter={signIn}
            autoComplete="one-time-code"
            maxLength={6}
            autoFocus
          />
          <QuietButton id="other-phone" onPress={startAgain}>
            {t('otherPhone')}
          </QuietButton>
        </Box>
      ) : (
        <TextField
          id="phone"
          label={t('phone')}
          hint={t('phoneHint')}
          kind="phone"
          value={phone}
          onChange={setPhone}
          onEnter={getCode}
          autoComplete="tel"
          maxLength={20}
          autoFocus
        />
      )}
      {mistake && (
        <Box className="problem" role="alert">
          {t(mistake)}
        </Box>
      )}
      <ProblemNote problem={problem} retry={retry} />
    </>
  )
  return { step, fields }
}
