import { canSomewhere } from '@loumen/shared/abilities'
import { rooms } from '@loumen/shared/events'
import { myMuster } from '@loumen/shared/muster/api'
import { useEffect, useState } from 'react'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'

const mine = {}
/** Of one session a server lets so many rooms be heard; a lead of more sites reads every twenty seconds. */
const mostRooms = 12

/** What waits at the sites that one leads, live: who asks to help, and shifts that nobody took up. */
export function useWaiting() {
  const session = useSession('staff')
  const leads = session && canSomewhere(session.me.grants, 'muster.run', Date.parse(session.me.now))
  const [known, setKnown] = useState('')
  const { value } = useRead('staff', myMuster, leads ? mine : undefined, {
    rooms: known ? known.split(' ').map(rooms.site) : [],
    about: ['muster', 'shifts', 'round'],
  })
  const sites = value?.sites
    .slice(0, mostRooms)
    .map(({ siteId }) => siteId)
    .join(' ')
  useEffect(() => {
    if (sites !== undefined) setKnown(sites)
  }, [sites])
  return value
}
