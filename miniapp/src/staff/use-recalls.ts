import { canSomewhere } from '@loumen/shared/abilities'
import { rooms } from '@loumen/shared/events'
import { myRecalls } from '@loumen/shared/incidents/api'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { journal, onJournalChange } from '../offline/journal'
import { recallsWith } from '../offline/recalls'
import { useTruth } from '../offline/truths'
import { domainNow } from '../remote/live'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'

const mine = {}

/** The open recalls that the signed-in person works on, also without a network; hears the communities. */
export function useRecalls(communityIds: readonly string[]) {
  const session = useSession('staff')
  const may = !!session && canSomewhere(session.me.grants, 'recalls.work', domainNow('staff'))
  const reading = useRead('staff', myRecalls, may ? mine : undefined, { rooms: communityIds.map(rooms.community) })
  const entries = useSyncExternalStore(onJournalChange, journal, journal)
  const truth = useTruth('recalls', may ? 'mine' : undefined, reading)
  return { reading, may, at: truth?.at, recalls: truth && recallsWith(truth.value, entries, truth.at) }
}

const hour = 3_600_000

/** How long ago something began, as the hour runs: 0:07:31. */
export function useElapsed(since: string) {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick((turn) => turn + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  const ms = Math.max(0, domainNow('staff') - Date.parse(since))
  const pad = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return {
    text: `${Math.floor(ms / hour)}:${pad((ms % hour) / 60_000)}:${pad((ms % 60_000) / 1000)}`,
    late: ms > hour,
  }
}
