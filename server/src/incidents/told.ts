import { Actor } from '../base/actor'
import { log } from '../base/log'
import { publish } from '../realtime/publish'
import { tellTickets } from '../tickets/commands'
import type { TubeDocument } from '../tubes/model'
import { alertsRaised } from './alerts'
import { RecallModel, RecallVisitModel } from './model'
import { claimantsOf, takeInClaimants } from './open'

/** Tells the communities and the phones of whoever a written outcome has frozen, and calls whoever is on duty. */
export function followResults(tubes: readonly TubeDocument[]) {
  follow(tubes).catch((error: Error) => log.error({ error: error.name }, 'a recall could not be told'))
}

async function follow(tubes: readonly TubeDocument[]) {
  const ids = tubes.map(({ _id }) => _id)
  const visits = await RecallVisitModel.find({ 'samples.tubeId': { $in: ids } }, { recallId: 1 }).lean()
  const recalls = await RecallModel.find({
    $or: [{ tubeId: { $in: ids }, state: 'open' }, { _id: { $in: visits.map(({ recallId }) => recallId) } }],
  }).lean()
  if (!recalls.length) return
  alertsRaised()
  for (const recall of recalls) {
    await tellTickets(recall.householdIds)
    for (const communityId of recall.communityIds)
      publish.changed('community', String(communityId), 'results', String(recall._id))
  }
}

const job = () => new Actor({ id: '', kind: 'system', grants: [], mustChangePassword: false }, 'job')

/** A tube in recall that somebody claims to have been in. */
export function followClaims(tube: TubeDocument) {
  if (!claimantsOf(tube).length || !tube.outcome) return
  takeInClaimants(tube, job())
    .then(() => follow([tube]))
    .catch((error: Error) => log.error({ error: error.name }, 'a claimant could not be frozen'))
}
