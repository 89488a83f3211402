import type * as api from '@loumen/shared/calls/api'
import type { ContactPlan } from '@loumen/shared/calls/schema'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { oid } from '../base/db'
import { seal, unseal } from '../base/personal'
import { pathOfScope } from '../community/paths'
import { publish } from '../realtime/publish'
import { rosterKey } from '../roster/personal'
import { readHouseholds } from '../roster/queries'
import { spokenFor } from '../roster/roommates'
import type { RoundDocument } from '../rounds/model'
import { ticketsOfHousehold } from '../tickets/queries'
import { addVisits, type VisitMade } from '../visits/commands'
import { type CallPartDocument, ContactPlanModel } from './model'

const detailPlace = (householdId: unknown) => `contactplans.detail|${householdId}`

/** How a household that hears nothing is told of its call; null takes the plan back. */
export async function planContact({ householdId, way, detail }: Parsed<typeof api.planContact>, actor: Actor) {
  const { _id, communityId, entranceId } = await planned(householdId, actor)
  await change(actor, async (tx) => {
    const sealed = way && detail ? seal(rosterKey(communityId), detailPlace(_id), detail) : undefined
    if (way)
      await ContactPlanModel.updateOne(
        { _id },
        {
          $set: { communityId, way, ...(sealed ? { detail: sealed } : {}) },
          ...(sealed ? {} : { $unset: { detail: 1 } }),
        },
        { session: tx.session, upsert: true },
      )
    else await ContactPlanModel.deleteOne({ _id }, { session: tx.session })
    await tx.note('household.contactPlanned', [householdId])
    return { householdId }
  })
  publish.changed('entrance', String(entranceId), 'calls')
  return { householdId, plan: (await plansOf([householdId])).get(householdId) ?? null }
}

/** The plan of a household, for itself and for those who may set it. */
export async function readContactPlan({ householdId }: Parsed<typeof api.readContactPlan>, actor: Actor) {
  await planned(householdId, actor)
  return { householdId, plan: (await plansOf([householdId])).get(householdId) ?? null }
}

/** The household whose plan the actor may see and set. Whoever shares a room with others speaks for nobody else. */
async function planned(householdId: string, actor: Actor) {
  actor.must('registrations.edit', await pathOfScope(householdId))
  const [household] = await readHouseholds([householdId])
  if (!household) throw new Refused('notFound')
  if (await spokenFor(actor, household)) throw new Refused('household.roommate')
  return household
}

/** The plans of these households. */
export async function plansOf(householdIds: readonly string[]): Promise<Map<string, ContactPlan>> {
  const plans = await ContactPlanModel.find({ _id: { $in: householdIds.map(oid) } }).lean()
  return new Map(
    plans.map(({ _id, way, detail }) => [
      String(_id),
      { way, detail: detail ? unseal(detailPlace(_id), detail) : null },
    ]),
  )
}

export const visitCause = (partId: unknown) => `call:${partId}`

/** Plans that start with a call: who is to be visited gets the visit in the same change. Answers whom. */
export async function startPlans(
  round: RoundDocument,
  part: Pick<CallPartDocument, '_id' | 'householdIds'>,
  tx: Change,
): Promise<VisitMade['household'][]> {
  const plans = await plansOf(part.householdIds.map(String))
  const wanted = [...plans].filter(([, { way }]) => way === 'visit')
  if (!wanted.length) return []
  const households = await readHouseholds(wanted.map(([id]) => id))
  const made: VisitMade[] = []
  for (const household of households) {
    const tickets = await ticketsOfHousehold(String(round._id), String(household._id))
    made.push({
      household,
      kind: 'reminder',
      residentIds: tickets.map(({ residentId }) => String(residentId)),
      note: plans.get(String(household._id))?.detail,
      cause: visitCause(part._id),
    })
  }
  await addVisits(round._id, made, tx)
  return households
}
