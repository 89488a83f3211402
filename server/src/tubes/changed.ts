import { log } from '../base/log'
import { publish } from '../realtime/publish'
import { accountsOf } from '../roster/claims'
import type { TubeDocument } from './model'

const listeners: ((tube: TubeDocument) => void)[] = []

/** Hears of tubes that changed, so that the ledger and the board follow. */
export const whenTubeChanges = (listener: (tube: TubeDocument) => void) => listeners.push(listener)

/** Households whose phones are told together: one question to the roster for many scans. */
const told = new Set<string>()
const together = 300

/** Tells everybody who shows a tube: the ledger first, so that who fetches again sees the change. */
export function tubesChanged(tube: TubeDocument) {
  for (const listener of listeners) listener(tube)
  if (tube.siteId) publish.changed('site', String(tube.siteId), 'tubes', String(tube.tableId ?? ''))
  const entrances = new Set(tube.people.map((person) => String(person.entranceId)))
  for (const entranceId of entrances) publish.changed('entrance', entranceId, 'tubes')
  if (!told.size) setTimeout(tellHouseholds, together).unref()
  for (const person of tube.people) told.add(String(person.householdId))
}

function tellHouseholds() {
  const households = [...told]
  told.clear()
  accountsOf(households)
    .then((accounts) => {
      for (const accountId of accounts) publish.changed('resident', accountId, 'household')
    })
    .catch((error: Error) => log.warn({ error: error.name }, 'phones could not be told'))
}
