import { arrivalWords } from '@loumen/shared/words/muster-on-phones'
import { useEffect, useState } from 'react'
import { startOver, startOverAsStaff } from '../../platform/places'
import { useSession } from '../../remote/session'
import { Press } from '../../ui/elements'
import { Page } from '../../ui/page'
import { useWords } from '../../use-words'
import { useStaffWords } from '../use-staff-words'
import { CodeForm } from './code-form'
import { NewPassword } from './new-password'
import { PasswordForm } from './password-form'

/** Sign-in of staff; a first password is replaced before anything else. */
export default function SignIn() {
  const { t } = useStaffWords()
  const ways = useWords(arrivalWords)
  const [byCode, setByCode] = useState(false)
  const session = useSession('staff')
  const mustChange = session?.me.mustChangePassword === true
  const done = !!session && !mustChange
  useEffect(() => {
    if (done) startOverAsStaff('home')
  }, [done])
  return (
    <Page
      id="staff-sign-in"
      title={t(mustChange ? 'newPasswordTitle' : 'signInTitle')}
      onBack={() => startOver('home')}
    >
      {session === null && (byCode ? <CodeForm /> : <PasswordForm />)}
      {session === null && (
        <Press id="other-way" className="press-link" onPress={() => setByCode(!byCode)}>
          {ways.t(byCode ? 'byPassword' : 'byCode')}
        </Press>
      )}
      {session && mustChange && <NewPassword session={session} />}
    </Page>
  )
}
