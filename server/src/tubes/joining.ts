import type { RefusalCode } from '@loumen/shared/refusals'
import type { ClientSession, Types } from 'mongoose'
import { roundsOf } from '../rounds/queries'
import { VisitModel } from '../visits/model'
import { TubeModel } from './model'
import { tubesOf } from './queries'

/** Whether somebody is in a tube of a round that counts. */
export const isInTube = async (roundId: Types.ObjectId, residentId: Types.ObjectId, session: ClientSession) =>
  !!(await TubeModel.exists({ roundId, live: true, 'people.residentId': residentId }).session(session))

/**
 * Why two entries of one person cannot be joined now: the one that would go is in a tube of a round under way or without a
 * result, or somebody is to knock for it. The kept one may be in a tube.
 */
export async function hindersJoining(
  communityId: Types.ObjectId,
  keptId: Types.ObjectId,
  droppedId: Types.ObjectId,
): Promise<RefusalCode | undefined> {
  const rounds = await roundsOf(communityId)
  const under = new Set(rounds.filter(({ live }) => live).map(({ _id }) => String(_id)))
  const tubes = (
    await tubesOf(
      [keptId, droppedId],
      rounds.map(({ _id }) => _id),
    )
  ).filter((tube) => tube.live && (under.has(String(tube.roundId)) || tube.state !== 'resulted'))
  const holds = (id: Types.ObjectId) => tubes.some((tube) => tube.people.some((person) => person.residentId.equals(id)))
  if (holds(droppedId)) return holds(keptId) ? 'merge.inTubes' : 'merge.inTube'
  // What happened at a tube and waits for a person to decide stays with the entry that it names.
  if (await TubeModel.exists({ 'claims.residentId': droppedId, openClaims: { $gt: 0 } })) return 'merge.inTube'
  const visit = await VisitModel.exists({
    'people.residentId': droppedId,
    roundId: { $in: rounds.filter(({ live }) => live).map(({ _id }) => _id) },
    state: { $in: ['open', 'underWay'] },
  })
  return visit ? 'merge.inVisit' : undefined
}
