import type { Types } from 'mongoose'
import { oid } from '../base/db'
import { entrancesOf } from '../community/queries'
import { type RoundDocument, RoundModel } from './model'

/** Lets every entrance of a community stand in the call order of its live round; new ones come last. Answers the rounds that changed. */
export async function completeOrder(communityId: string): Promise<string[]> {
  const changed: string[] = []
  const rounds = await RoundModel.find({ communityIds: oid(communityId), live: true }, { entranceIds: 1 }).lean()
  for (const round of rounds) {
    const missing = await missingIn(round, communityId)
    if (!missing.length) continue
    // Two at once, or an order that moved meanwhile: an entrance stands in it once.
    for (const entranceId of missing)
      await RoundModel.updateOne(
        { _id: round._id, live: true, entranceIds: { $ne: entranceId } },
        { $push: { entranceIds: entranceId, expectedBehind: 0 } },
      )
    changed.push(String(round._id))
  }
  return changed
}

async function missingIn(
  { entranceIds }: Pick<RoundDocument, 'entranceIds'>,
  communityId: string,
): Promise<Types.ObjectId[]> {
  const known = new Set(entranceIds.map(String))
  return (await entrancesOf(communityId)).map(({ _id }) => _id).filter((id) => !known.has(String(id)))
}
