import type { NoticeKind } from '@loumen/shared/notices/schema'
import { inQuiet } from '@loumen/shared/rounds/rules'
import type { Change } from '../base/change'
import { inTransaction } from '../base/db'
import { log } from '../base/log'
import { queueNotices } from '../base/notices'
import { now } from '../clock'
import { accountsByHousehold } from '../roster/claims'
import { readHouseholds } from '../roster/queries'
import type { RoundDocument } from '../rounds/model'
import { findRound, liveRounds } from '../rounds/queries'
import { frozenAmong } from '../tickets/queries'
import { readKept } from './board'
import type { CallPartDocument } from './model'
import { comeOf, townOf } from './pace/record'
import { callsOf } from './queries'

/** What a household is told of a part, once for each time that it is called. */
export const calledCause = (partId: unknown, householdId: string, time: number) =>
  `called:${partId}:${householdId}:${time}`

type ByHousehold = (roundId: string, householdIds: readonly string[]) => Promise<Map<string, string[]>>
let helpersOf: ByHousehold = async () => new Map()

/** Takes from a later domain who fetches the people of a household when they are called. */
export const takeHelpersFrom = (source: ByHousehold) => {
  helpersOf = source
}

/** Tells the phones of a part's households to come down, and who fetches somebody there, with the change that calls them. */
export async function noticeCalled(
  round: RoundDocument,
  { _id, householdIds, times }: Pick<CallPartDocument, '_id' | 'householdIds' | 'times'>,
  tx: Pick<Change, 'session'>,
) {
  const ids = householdIds.map(String)
  const cause = (household: string) => calledCause(_id, household, times)
  await tell(round, 'entranceCalled', ids, cause, tx)
  await tell(round, 'neighbourCalled', ids, (household) => `fetch:${cause(household)}`, tx, helpersOf)
}

/** Entrances whose phones were told in this process that they are next; the outbox itself tells nobody twice. */
const toldNext = new Set<string>()

/** Tells the phones of entrances that have become next, whoever made them so. */
export async function noticeNext(roundId: string) {
  const { board } = await readKept(roundId)
  const fresh = board.units.filter(({ entranceId, state }) => {
    const key = `${roundId}:${entranceId}`
    if (state !== 'next') toldNext.delete(key)
    return state === 'next' && !toldNext.has(key)
  })
  if (!fresh.length) return
  const round = await findRound(roundId)
  const [town, calls] = await Promise.all([townOf(roundId), callsOf(roundId)])
  const called = new Set(calls.flatMap(({ households = [] }) => households.map(String)))
  for (const { entranceId } of fresh) {
    toldNext.add(`${roundId}:${entranceId}`)
    const households = (town.get(entranceId) ?? [])
      .flatMap((group) => group.households)
      .filter(({ id, frozen }) => !frozen && !called.has(id))
      .map(({ id }) => id)
    await tellNext(round, households).catch((error: Error) =>
      log.warn({ roundId, error: error.name }, 'who is next could not be told'),
    )
  }
}

/** Tells a phone that sees a household only since its entrance became next, or since it was called. */
export async function noticeClaimed(householdId: string) {
  const [household] = await readHouseholds([householdId])
  if (!household) return
  for (const round of await liveRounds()) {
    const roundId = String(round._id)
    const { board } = await readKept(roundId)
    const unit = board.units.find(({ entranceId }) => entranceId === String(household.entranceId))
    if (unit?.state === 'next') {
      const group = (await townOf(roundId)).get(unit.entranceId)?.flatMap(({ households }) => households)
      if (group?.some(({ id, frozen }) => id === householdId && !frozen)) await tellNext(round, [householdId])
    } else if (unit?.state === 'called') {
      const parts = (await callsOf(roundId)).flatMap((call) => (call.state === 'called' ? call.parts : []))
      const part = parts.find(({ householdIds }) => householdIds.some((id) => String(id) === householdId))
      if (part)
        await inTransaction((session) =>
          noticeCalled(round, { _id: part._id, householdIds: [household._id], times: part.times }, { session }),
        )
    }
  }
}

const tellNext = (round: RoundDocument, householdIds: readonly string[]) =>
  inTransaction((session) =>
    tell(round, 'entranceNext', householdIds, (household) => `next:${round._id}:${household}`, { session }),
  )

async function tell(
  round: RoundDocument,
  kind: NoticeKind,
  householdIds: readonly string[],
  cause: (householdId: string) => string,
  tx: Pick<Change, 'session'>,
  accountsOf: ByHousehold = (_roundId, ids) => accountsByHousehold(ids),
) {
  const { quiet, pushInQuiet = true } = round.policy
  if (!pushInQuiet && inQuiet(quiet, now().getTime())) return
  const roundId = String(round._id)
  const accounts = await accountsOf(roundId, householdIds)
  if (!accounts.size) return
  const [come, frozen] = await Promise.all([comeOf(roundId), frozenAmong(round._id, householdIds)])
  await queueNotices(
    tx,
    householdIds
      .filter((id) => !come.has(id) && !frozen.has(id))
      .flatMap((householdId) =>
        (accounts.get(householdId) ?? []).map((accountId) => ({
          cause: cause(householdId),
          accountId,
          kind,
          about: { roundId, householdId },
        })),
      ),
  )
}
