import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/helping/api'
import type { HelpedNeighbour, OwnNeighbour } from '@loumen/shared/helping/schema'
import { Refused } from '@loumen/shared/refusals'
import { namesOf } from '../accounts/queries'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { oid } from '../base/db'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { mayInside } from '../community/queries'
import { publish } from '../realtime/publish'
import type { RoundDocument } from '../rounds/model'
import { findRound, liveRounds, mustBeLive, roundPath, sitesOf } from '../rounds/queries'
import { ticketsOfResidents } from '../tickets/queries'
import { sheetsOf } from '../tickets/slips'
import { type HelpDocument, HelpModel } from './model'
import { viewHelps, viewOwn } from './view'

/** The neighbours that one helps: while the round is under way, and while one's role for their entrance lasts. */
export async function myNeighbours(_input: Parsed<typeof api.myNeighbours>, actor: Actor) {
  const accountId = oid(actor.self())
  const neighbours: OwnNeighbour[] = []
  for (const { _id } of await liveRounds()) {
    const helps = await HelpModel.find({ roundId: _id, accountId, state: 'live' }).sort({ at: -1 }).lean()
    const mine: HelpDocument[] = []
    for (const help of helps)
      if (actor.may('neighbours.help', await pathOfScope(String(help.entranceId)).catch((): string[] => [])))
        mine.push(help)
    neighbours.push(...(await viewOwn(mine, actor)))
  }
  return { neighbours }
}

export async function listNeighbours({ roundId }: Parsed<typeof api.listNeighbours>, actor: Actor) {
  const round = await findRound(roundId)
  const shown = await viewHelps(await printable(round, actor), actor)
  const names = await namesOf(shown.map(({ help }) => help.accountId))
  return {
    neighbours: shown.map(
      ({ help, shown: view }): HelpedNeighbour => ({
        ...view,
        residentId: String(help.residentId),
        householdId: String(help.householdId),
        helper: names.get(String(help.accountId)) ?? '',
        consent: help.consent,
        printedAt: help.printedAt?.toISOString() ?? null,
      }),
    ),
  }
}

/** The helps of a round whose slips the actor prints. Refuses with auth.forbidden when the actor prints none there. */
async function printable(round: RoundDocument, actor: Actor): Promise<HelpDocument[]> {
  const sites = (await sitesOf(String(round._id))).map(({ _id }) => String(_id))
  const everywhere = actor.may('slips.print', [...(await roundPath(round)), ...sites])
  if (!everywhere) {
    const inside = await Promise.all(round.communityIds.map((id) => mayInside(actor, 'slips.print', String(id))))
    if (!inside.some(Boolean)) throw new Refused('auth.forbidden')
  }
  const helps = await HelpModel.find({ roundId: round._id, state: 'live' }).sort({ at: -1 }).limit(2000).lean()
  if (everywhere) return helps
  const own: HelpDocument[] = []
  for (const help of helps) if (actor.may('slips.print', await pathOfScope(String(help.entranceId)))) own.push(help)
  return own
}

/** Answers the slips of neighbours, and marks them as printed: those named, or what helpers wait for. */
export async function printNeighbourSlips({ roundId, helpIds }: Parsed<typeof api.printNeighbourSlips>, actor: Actor) {
  const round = await findRound(roundId)
  const own = await printable(round, actor)
  const { printed } = await change(actor, async (tx) => {
    mustBeLive(round)
    const ids = own
      .filter(({ _id, slip, printedAt }) => (helpIds ? helpIds.includes(String(_id)) : slip === 'print' && !printedAt))
      .map(({ _id }) => _id)
    await HelpModel.updateMany({ _id: { $in: ids } }, { $set: { printedAt: now() } }, { session: tx.session })
    if (ids.length) await tx.note('neighbour.slipsPrinted', [roundId, ...ids.map(String)])
    return { printed: ids.join(' ') }
  })
  const chosen = own.filter(({ _id }) => (printed ?? '').split(' ').includes(String(_id)))
  for (const id of new Set(chosen.map(({ communityId }) => String(communityId))))
    publish.changed('community', id, 'neighbours')
  const tickets = await ticketsOfResidents(
    round._id,
    chosen.map(({ residentId }) => residentId),
  )
  return { sheets: await sheetsOf(round, tickets) }
}
