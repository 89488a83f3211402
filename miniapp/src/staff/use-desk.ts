import { rooms } from '@loumen/shared/events'
import { readDesk } from '@loumen/shared/tubes/api'
import type { Tube } from '@loumen/shared/tubes/schema'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { deskWith } from '../offline/desk'
import { isAway, journal, onJournalChange } from '../offline/journal'
import { refreshPack } from '../offline/pack'
import { useTruth } from '../offline/truths'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'

/** A table's desk, live: the site tells when it changes, the board's beats tell that the phone hears. */
export function useDesk(tableId: string | undefined) {
  const session = useSession('staff')
  const [place, setPlace] = useState<{ siteId: string; roundId: string }>()
  const reading = useRead('staff', readDesk, session && tableId ? { tableId } : undefined, {
    rooms: place && [rooms.site(place.siteId), rooms.board(place.roundId)],
  })
  const entries = useSyncExternalStore(onJournalChange, journal, journal)
  const truth = useTruth('desk', session ? tableId : undefined, reading)
  useEffect(() => {
    if (reading.value && !reading.problem) void refreshPack(reading.value.siteId)
  }, [reading.value, reading.problem])
  const desk = truth && deskWith(truth.value, entries, truth.at)
  if (desk && desk.siteId !== place?.siteId) setPlace({ siteId: desk.siteId, roundId: desk.roundId })
  /** Takes a tube from a command's answer before the next read brings it. */
  const takeTube = (tube: Tube) => {
    // What this phone recorded lies on top of the truth by itself.
    if (desk && !isAway()) reading.set({ ...desk, open: tube.state === 'open' ? tube : null })
  }
  return { reading, desk, takeTube }
}
