import type { Types } from 'mongoose'
import type { Change } from '../base/change'
import { newId, oid } from '../base/db'
import { blind, seal } from '../base/personal'
import { now } from '../clock'
import { NodeModel } from '../community/model'
import { ClaimModel, type HouseholdDocument, type ResidentDocument } from '../roster/model'
import { rosterKey } from '../roster/personal'
import { countOneMore } from '../rounds/commands'
import { RoundModel } from '../rounds/model'
import { giveTicket } from '../tickets/commands'
import { ticketsOfResidents } from '../tickets/queries'

/** Gives somebody who came after the round was opened their ticket; answers the round that is live. */
export async function joinRound(household: HouseholdDocument, resident: ResidentDocument, tx: Change) {
  const round = await RoundModel.findOne({ communityIds: household.communityId, live: true }).session(tx.session).lean()
  if (!round) return undefined
  const [known] = await ticketsOfResidents(round._id, [resident._id])
  if (known) return { round, ticket: known }
  const ticket = await giveTicket(round, household, resident, tx)
  await countOneMore(round._id, household.entranceId, tx)
  return { round, ticket }
}

/** Lets an account see the household of somebody whom a person found to be right: as a claim that is granted. */
export async function grantHousehold(
  accountId: Types.ObjectId,
  resident: Pick<ResidentDocument, '_id' | 'communityId' | 'householdId'>,
  said: { name: string; document: string },
  tx: Change,
) {
  const { communityId, householdId } = resident
  const _id = newId()
  const key = rosterKey(communityId)
  await ClaimModel.updateOne(
    { accountId, fingerprint: blind('import', `${communityId}|resident|${resident._id}`) },
    {
      $set: { communityId, state: 'granted', householdId, residentId: resident._id, at: now() },
      $setOnInsert: {
        _id,
        name: seal(key, `claims.name|${_id}`, said.name),
        document: seal(key, `claims.document|${_id}`, said.document),
      },
    },
    { upsert: true, session: tx.session },
  )
}

/** A preview of an import that was made before is told stale. */
export const changedRoster = (communityId: string, { session }: Pick<Change, 'session'>) =>
  NodeModel.updateOne({ _id: oid(communityId) }, { $inc: { rosterRev: 1 } }, { session })
