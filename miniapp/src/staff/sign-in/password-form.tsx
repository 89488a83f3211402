import { signIn } from '@loumen/shared/accounts/api'
import { Login } from '@loumen/shared/accounts/schema'
import { useState } from 'react'
import { beginSession } from '../../remote/session'
import { useWrite } from '../../remote/use-write'
import { BigButton } from '../../ui/big-button'
import { Box, TextField } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useStaffWords } from '../use-staff-words'

/** Account and password. */
export function PasswordForm() {
  const { t } = useStaffWords()
  const { write, busy, problem, retry } = useWrite('staff')
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [incomplete, setIncomplete] = useState(false)
  const send = () => {
    const name = Login.safeParse(login)
    setIncomplete(!name.success || !password)
    if (!name.success || !password) return
    void write(signIn, { login: name.data, password, on: 'phone' }, ({ token, me }) => {
      if (token) beginSession('staff', { token, me })
    })
  }
  return (
    <Box>
      <TextField
        id="login"
        label={t('login')}
        value={login}
        onChange={setLogin}
        autoComplete="username"
        maxLength={32}
      />
      <TextField
        id="password"
        label={t('password')}
        kind="password"
        value={password}
        onChange={setPassword}
        onEnter={send}
        autoComplete="current-password"
        maxLength={128}
      />
      {incomplete && (
        <Box className="problem" role="alert">
          {t('signInMissing')}
        </Box>
      )}
      <ProblemNote problem={problem} retry={retry} />
      <BigButton id="staff-sign-in-send" onPress={send} disabled={busy}>
        {t('signIn')}
      </BigButton>
    </Box>
  )
}
