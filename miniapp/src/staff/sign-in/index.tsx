import { useEffect } from 'react'
import { startOver, startOverAsStaff } from '../../platform/places'
import { useSession } from '../../remote/session'
import { Page } from '../../ui/page'
import { useStaffWords } from '../use-staff-words'
import { NewPassword } from './new-password'
import { PasswordForm } from './password-form'

/** Sign-in of staff; a first password is replaced before anything else. */
export default function SignIn() {
  const { t } = useStaffWords()
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
      {session === null && <PasswordForm />}
      {session && mustChange && <NewPassword session={session} />}
    </Page>
  )
}
