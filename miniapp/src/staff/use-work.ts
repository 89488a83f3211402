import { rooms } from '@loumen/shared/events'
import { myWork } from '@loumen/shared/rounds/api'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'

const mine = {}

/** The rounds and sites where the signed-in person works; hears the named round and site. */
export function useWork(place: { roundId?: string; siteId?: string } = {}) {
  const session = useSession('staff')
  return useRead('staff', myWork, session ? mine : undefined, {
    rooms: [place.roundId && rooms.board(place.roundId), place.siteId && rooms.site(place.siteId)],
    keepAs: 'work',
  })
}
