import { changePassword } from '@loumen/shared/accounts/api'
import { Password } from '@loumen/shared/accounts/schema'
import { useState } from 'react'
import { beginSession, type Session } from '../../remote/session'
import { useWrite } from '../../remote/use-write'
import { BigButton } from '../../ui/big-button'
import { Box, TextField, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useStaffWords } from '../use-staff-words'

/** Replaces the first password. */
export function NewPassword({ session }: { session: Session }) {
  const { t } = useStaffWords()
  const { write, busy, problem, retry } = useWrite('staff')
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [short, setShort] = useState(false)
  const send = () => {
    const right = Password.safeParse(next).success
    setShort(!right)
    if (!right) return
    void write(changePassword, { current, next }, () =>
      beginSession('staff', { ...session, me: { ...session.me, mustChangePassword: false } }),
    )
  }
  return (
    <Box>
      <Words className="lead">{t('newPasswordBody')}</Words>
      <TextField
        id="current-password"
        label={t('currentPassword')}
        kind="password"
        value={current}
        onChange={setCurrent}
        autoComplete="current-password"
        maxLength={128}
      />
      <TextField
        id="new-password"
        label={t('newPassword')}
        kind="password"
        value={next}
        onChange={setNext}
        onEnter={send}
        autoComplete="new-password"
        maxLength={128}
      />
      {short && (
        <Box className="problem" role="alert">
          {t('newPasswordShort')}
        </Box>
      )}
      <ProblemNote problem={problem} retry={retry} />
      <BigButton id="set-password" onPress={send} disabled={busy}>
        {t('setPassword')}
      </BigButton>
    </Box>
  )
}
