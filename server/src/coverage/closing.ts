import type * as api from '@loumen/shared/coverage/api'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type { Round } from '@loumen/shared/rounds/schema'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { seal } from '../base/personal'
import { now } from '../clock'
import { publish } from '../realtime/publish'
import { moveRound, roundChanged } from '../rounds/commands'
import { roundKey } from '../rounds/keys'
import { findRound, roundPath, viewRounds } from '../rounds/queries'
import { ledgerOf, touchLedger } from './ledger'

export const closingPlace = (roundId: unknown) => `rounds.closing|${roundId}`

/** The sites close; those who are missing are sampled on (补检). */
export async function startMakeUp({ roundId }: Parsed<typeof api.startMakeUp>, actor: Actor): Promise<Round> {
  const round = await findRound(roundId)
  actor.must('rounds.close', await roundPath(round))
  await change(actor, async (tx) => {
    await moveRound(round, 'makeUp', {}, tx)
    return { roundId }
  })
  return told(roundId)
}

/** Ends a round. Every person is sampled or excused, or the lead signs why some are not. */
export async function closeRound({ roundId, reason }: Parsed<typeof api.closeRound>, actor: Actor): Promise<Round> {
  const round = await findRound(roundId)
  actor.must('rounds.close', await roundPath(round))
  await change(actor, async (tx) => {
    touchLedger(roundId)
    const { inQueue: _, ...figures } = (await ledgerOf(roundId)).figures
    if (figures.missing && !reason) throw new Refused('round.missing', { missing: figures.missing })
    const closing = {
      at: now(),
      accountId: actor.account.id,
      ...figures,
      ...(reason ? { reason: seal(roundKey(roundId), closingPlace(roundId), reason) } : {}),
    }
    await moveRound(round, 'closed', { live: false, closing }, tx)
    return { roundId }
  })
  return told(roundId)
}

async function told(roundId: string): Promise<Round> {
  const round = await findRound(roundId)
  roundChanged(roundId)
  for (const id of round.communityIds) publish.changed('community', String(id), 'round', roundId)
  const [view] = await viewRounds([round])
  return view as Round
}
