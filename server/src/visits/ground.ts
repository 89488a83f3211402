import { groundOf } from '@loumen/shared/visits/ground'
import type { Ground } from '@loumen/shared/visits/route'
import { planOf } from '../community/plan'
import { entrancesOf } from '../community/queries'
import type { HouseholdDocument } from '../roster/model'
import type { RoundDocument } from '../rounds/model'
import { sitePins } from '../rounds/pins'

/** What lies between the doors of these households in a round, and the sites that are nearest to them. */
export async function groundFor(
  round: RoundDocument,
  homes: readonly Pick<HouseholdDocument, 'entranceId' | 'floor'>[],
): Promise<Ground> {
  const plans = new Map<string, Awaited<ReturnType<typeof planOf>>>()
  const entrances = (
    await Promise.all(
      round.communityIds.map(String).map(async (id) => {
        const [all, plan] = await Promise.all([entrancesOf(id), planOf(id)])
        plans.set(id, plan)
        return all.map((entrance) => ({ ...entrance, plan, communityId: id }))
      }),
    )
  ).flat()
  const top = new Map<string, number>()
  for (const { entranceId, floor } of homes)
    top.set(String(entranceId), Math.max(top.get(String(entranceId)) ?? 0, floor))
  const known = entrances.map(({ _id, order, lift, place, plan, communityId }) => ({
    id: String(_id),
    communityId,
    order,
    lift,
    place,
    plan,
    topFloor: top.get(String(_id)) ?? 0,
  }))
  const sites = (await sitePins(round._id)).map(({ communityId, place }) => ({ place, plan: plans.get(communityId) }))
  return groundOf(known, sites)
}
