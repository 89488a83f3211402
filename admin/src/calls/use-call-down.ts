import { callDown, callEntrance } from '@loumen/shared/calls/api'
import type { BoardUnit, Call } from '@loumen/shared/calls/schema'
import type { Site } from '@loumen/shared/rounds/schema'
import { useWrite } from '../remote/use-write'

/** Whether something is granted or called at an entrance now. */
export const isLive = (call: Call | undefined) => call?.state === 'granted' || call?.state === 'called'

interface Asked {
  unit: BoardUnit
  site: Site
  /** The entrance's live call: what the site granted. */
  call?: Call
  mayGrant: boolean
}

/** Calls an entrance's floors, or all who are left: the site at once, a captain what the site granted. */
export function useCallDown({ unit: { entranceId }, site, call, mayGrant }: Asked) {
  const down = useWrite(callDown)
  const granted = useWrite(callEntrance)
  const { error, again, clear, running } = mayGrant ? down : granted
  const callFloors = (floors?: number[], outsideHours?: true) => {
    if (mayGrant) void down.run({ siteId: site.id, units: [{ entranceId, floors }], outsideHours })
    else if (call) void granted.run({ callId: call.id, floors, outsideHours })
  }
  return { callFloors, error, again, clear, running }
}
