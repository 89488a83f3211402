import '../offline/send-or-record'
import { type ReactNode, useEffect } from 'react'
import { goBack, startOverAsStaff } from '../platform/places'
import { useSession } from '../remote/session'
import { LiveBar } from '../ui/live-bar'
import { Page } from '../ui/page'
import { NeighbourBar } from './neighbour-bar'
import { UnsentBar } from './unsent-bar'
import { WaitingBar } from './waiting-bar'

interface Props {
  id: string
  title: string
  /** When the content was true; without it the page has nothing live. */
  at?: number
  footer?: ReactNode
  gloved?: boolean
  tone?: number
  top?: boolean
  children: ReactNode
}

/** A staff page: signed in with a password of one's own, or led to the sign-in. */
export function StaffPage({ at, top, children, ...page }: Props) {
  const session = useSession('staff')
  const out = session === null || session?.me.mustChangePassword === true
  useEffect(() => {
    if (out) startOverAsStaff('sign-in')
  }, [out])
  return (
    <Page
      {...page}
      notice={
        <>
          <LiveBar kind="staff" at={at} />
          {session && !out && <NeighbourBar leads={page.id !== 'neighbours'} />}
          {session && !out && <WaitingBar leads={page.id !== 'muster'} />}
          <UnsentBar />
        </>
      }
      onBack={top ? undefined : () => goBack(() => startOverAsStaff('home'))}
    >
      {session && !out && children}
    </Page>
  )
}
