import { Refused } from '@loumen/shared/refusals'
import { Actor } from '../../base/actor'
import { log } from '../../base/log'
import { findSite } from '../../rounds/queries'
import { callsChanged } from '../changed'
import { callHouseholds } from '../parts'
import type { Look } from './runner'

/** In whose name the pace calls. */
const pace = new Actor({ id: '0'.repeat(24), kind: 'system', grants: [], mustChangePassword: false }, 'job')

/** Makes the planned calls of automatic sites. Who was called by somebody else meanwhile is left to them. */
export async function callPlanned({ round, decision }: Look) {
  for (const siteId of new Set(decision.calls.map((call) => call.siteId))) {
    if (round.modes.get(siteId) !== 'automatic') continue
    const site = await findSite(siteId)
    for (const call of decision.calls) {
      if (call.siteId !== siteId) continue
      const { entranceId, householdIds } = call
      try {
        await callsChanged(await callHouseholds(site, [{ entranceId, householdIds }], 'pace', pace), 'pace')
      } catch (error) {
        if (!(error instanceof Refused)) throw error
        log.info({ siteId, code: error.code }, 'the pace did not call')
      }
    }
  }
}
