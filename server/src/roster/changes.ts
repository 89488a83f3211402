import { Refused } from '@loumen/shared/refusals'
import type { Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { publish } from '../realtime/publish'
import type { HouseholdDocument } from './model'

/** What happened to people of the roster that a round under way has to follow. */
export type RosterChange = { communityId: Types.ObjectId; actor: Actor } & (
  | { kind: 'came' | 'left' | 'moved'; household: HouseholdDocument; residentIds: readonly Types.ObjectId[] }
  /** Tags that decide how a household is called, or when. */
  | { kind: 'needs'; household: HouseholdDocument }
  | { kind: 'joined' | 'parted'; household: HouseholdDocument; keptId: Types.ObjectId; droppedId: Types.ObjectId }
)

/** Follows a change in its transaction; answers what is to be told once it is written. */
type Follower = (happened: RosterChange, tx: Change) => Promise<() => void>
const followers: Follower[] = []

/** Lets later domains follow people who come, leave, move or are joined. */
export const followRoster = (follower: Follower) => followers.push(follower)

/** A command's writes, followed by everything that hangs on the roster's people, and told once they stand. */
export async function changeRoster(
  actor: Actor,
  communityId: Types.ObjectId,
  work: (tx: Change, follow: (happened: Follow) => Promise<void>) => Promise<Record<string, string>>,
) {
  let told: (() => void)[] = []
  const ids = await change(actor, async (tx) => {
    told = []
    return work(tx, async (happened) => {
      for (const follower of followers) told.push(await follower({ ...happened, communityId, actor }, tx))
    })
  })
  if (actor.outcome === 'applied') for (const tell of told) tell()
  publish.changed('community', String(communityId), 'household')
  return ids
}

type WithoutContext<T> = T extends unknown ? Omit<T, 'communityId' | 'actor'> : never
export type Follow = WithoutContext<RosterChange>

/** What an edit of this revision may be applied to: nobody has changed the document since. */
export const atRev = (rev: number) => (rev === 0 ? { rev: { $in: [0, null] as unknown as number[] } } : { rev })

export const stale = () => new Refused('roster.stale')
