import { signInToWork } from '@loumen/shared/accounts/api'
import { useSignInByCode } from '../../pages/sign-in/by-code'
import { beginSession } from '../../remote/session'
import { Box } from '../../ui/elements'

/** The number of somebody who was mobilised, then the code that was sent to it. */
export function CodeForm({ phone }: { phone?: string }) {
  const { step, fields } = useSignInByCode(
    ({ token, me }) => {
      if (token) beginSession('staff', { token, me })
    },
    signInToWork,
    phone,
  )
  return (
    <Box>
      {fields}
      {step}
    </Box>
  )
}
