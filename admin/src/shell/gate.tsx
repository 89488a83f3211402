import { Spin } from 'antd'
import { lazy, Suspense } from 'react'
import { useSession } from '../remote/session'
import { useFreshness } from '../remote/use-live'
import { ErrorPanel } from '../ui/error-panel'

const SignInPage = lazy(() => import('../accounts/sign-in-page'))
const PasswordPage = lazy(() => import('../accounts/password-page'))
const Console = lazy(() => import('./console'))

/** Shows the door, the new-password page, or the console: at the same address, so that signing in goes on where one was. */
export function Gate() {
  const { me, error, refresh } = useSession()
  useFreshness()
  return (
    <Suspense fallback={<Spin className="whole" />}>
      {me === undefined ? (
        error ? (
          <div className="door">
            <ErrorPanel error={error} onRetry={() => void refresh()} />
          </div>
        ) : (
          <Spin className="whole" />
        )
      ) : me === null ? (
        <SignInPage />
      ) : me.mustChangePassword ? (
        <PasswordPage />
      ) : (
        <Console />
      )}
    </Suspense>
  )
}
