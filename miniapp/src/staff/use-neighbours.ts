import { canSomewhere } from '@loumen/shared/abilities'
import { rooms } from '@loumen/shared/events'
import { myNeighbours } from '@loumen/shared/helping/api'
import type { OwnNeighbour } from '@loumen/shared/helping/schema'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'

const mine = {}

/** The neighbours that one helps in the rounds under way, live. */
export function useNeighbours() {
  const session = useSession('staff')
  const helps = session && canSomewhere(session.me.grants, 'neighbours.help', Date.parse(session.me.now))
  return useRead('staff', myNeighbours, helps ? mine : undefined, {
    rooms: [session && helps ? rooms.resident(session.me.id) : undefined],
    keepAs: 'neighbours',
  })
}

/** Whom one has to fetch now: called, and not at the table yet. */
export const toFetch = (neighbours: readonly OwnNeighbour[]) =>
  neighbours.filter(({ calledAt, come, answer }) => calledAt && !come && (answer === 'coming' || answer === null))
