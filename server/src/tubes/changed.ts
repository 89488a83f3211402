import { publish } from '../realtime/publish'
import type { TubeDocument } from './model'

const listeners: ((tube: TubeDocument) => void)[] = []

/** Hears of tubes that changed, so that the ledger and the board follow. */
export const whenTubeChanges = (listener: (tube: TubeDocument) => void) => listeners.push(listener)

/** Tells everybody who shows a tube. */
export function tubesChanged(tube: TubeDocument) {
  if (tube.siteId) publish.changed('site', String(tube.siteId), 'tubes', String(tube.tableId ?? ''))
  for (const entranceId of new Set(tube.people.map((person) => String(person.entranceId))))
    publish.changed('entrance', entranceId, 'tubes')
  for (const listener of listeners) listener(tube)
}
