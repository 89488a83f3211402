import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/helping/api'
import { fitsSaid } from '@loumen/shared/helping/rules'
import type { OwnNeighbour } from '@loumen/shared/helping/schema'
import { maskName } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import type { Actor } from '../base/actor'
import { change, record } from '../base/change'
import { duplicateKey, newId, oid } from '../base/db'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { readEntrance } from '../community/queries'
import { count, uncount } from '../http/limits'
import { publish } from '../realtime/publish'
import { openResident, sealReason } from '../roster/personal'
import { findDoors, residentsOf } from '../roster/queries'
import { findRound, mustBeLive } from '../rounds/queries'
import { setAnswer, ticketsChanged } from '../tickets/commands'
import { ticketsOfResidents } from '../tickets/queries'
import { bindWithin, readSlip } from '../tickets/slips'
import { type HelpDocument, HelpModel } from './model'
import { viewOwn } from './view'

type Said = Parsed<typeof api.findNeighbour>

/** Who fits what was said, and the round; the asker helps behind this entrance. Refuses with neighbour.unknown. */
async function findFitting({ roundId, entranceId, door, said }: Said, actor: Actor) {
  actor.must('neighbours.help', await pathOfScope(entranceId))
  const round = await findRound(roundId)
  const entrance = await readEntrance(entranceId)
  if (!entrance || !round.entranceIds.some((id) => id.equals(entrance._id))) throw new Refused('round.entrancesUnknown')
  const plain = door.replace(/[室号]$/, '').toUpperCase()
  const households = await findDoors([entrance.communityId], plain, entranceId)
  const residents = (await residentsOf(households.map(({ _id }) => String(_id)))).filter((resident) =>
    fitsSaid(said, { name: openResident(resident, 'name'), document: openResident(resident, 'document') }),
  )
  const tickets = await ticketsOfResidents(
    round._id,
    residents.map(({ _id }) => _id),
  )
  const found = residents.flatMap((resident) => {
    const ticket = tickets.find((one) => one.residentId.equals(resident._id))
    return ticket ? [{ resident, ticket }] : []
  })
  return { round, entrance, found }
}

/** Shows who fits, by as much of the name as the asker may see. The look is kept, whether or not it found anybody. */
export async function findNeighbour(input: Said, actor: Actor) {
  const path = await pathOfScope(input.entranceId)
  actor.must('neighbours.help', path)
  await count('neighbourByAccount', actor.account.id)
  const { round, found } = await findFitting(input, actor)
  mustBeLive(round)
  const ids = found.map(({ resident }) => String(resident._id))
  await record(actor, 'neighbour.looked', [input.roundId, input.entranceId, ...ids])
  if (!found.length) throw new Refused('neighbour.unknown')
  const helps = await HelpModel.find({ roundId: round._id, residentId: { $in: ids.map(oid) }, state: 'live' }).lean()
  const view = actor.view(path)
  return {
    neighbours: found.map(({ resident, ticket }) => {
      const help = helps.find(({ residentId }) => residentId.equals(resident._id))
      return {
        residentId: String(resident._id),
        name: maskName(openResident(resident, 'name'), view.name),
        number: ticket.number,
        answer: ticket.answer ?? null,
        helped: help ? (String(help.accountId) === actor.account.id ? ('me' as const) : ('other' as const)) : null,
      }
    }),
  }
}

/** Registers somebody who agreed; of two helpers at once one does. What was said must fit whom it is about. */
export async function registerNeighbour(
  input: Parsed<typeof api.registerNeighbour>,
  actor: Actor,
): Promise<OwnNeighbour> {
  const { roundId, residentId, answer, consent, slip } = input
  // Counted like a look until somebody is registered: what is said is not to be guessed here either.
  await count('neighbourByAccount', actor.account.id)
  const { round, entrance, found } = await findFitting(input, actor)
  const chosen = found.find(({ resident }) => String(resident._id) === residentId)
  if (!chosen) throw new Refused('neighbour.unknown')
  const { ticket, resident } = chosen
  const blank = slip.kind === 'scanned' ? await readSlip(slip.code, round) : undefined
  if (blank?.ticket && !blank.ticket._id.equals(ticket._id))
    throw new Refused('slip.taken', { entrance: blank.entrance.label, number: blank.code.number })
  const help: HelpDocument = {
    _id: newId(),
    roundId: round._id,
    communityId: entrance.communityId,
    entranceId: entrance._id,
    householdId: resident.householdId,
    residentId: resident._id,
    accountId: oid(actor.account.id),
    state: 'live',
    consent,
    slip: slip.kind,
    at: now(),
  }
  const { helpId } = await change(actor, async (tx) => {
    mustBeLive(round)
    if (ticket.frozen) throw new Refused('household.frozen')
    await HelpModel.create([help], { session: tx.session })
    if (blank && !blank.ticket) await bindWithin(blank, ticket, tx)
    await setAnswer(ticket, answer, tx)
    await tx.note('neighbour.registered', [roundId, String(resident.householdId), residentId, String(help._id)])
    return { helpId: String(help._id) }
  }).catch((error) => {
    if (duplicateKey(error)?.includes('residentId')) throw new Refused('neighbour.taken')
    throw error
  })
  await uncount('neighbourByAccount', actor.account.id)
  ticketsChanged(roundId, String(resident.householdId))
  return tell(helpId, actor)
}

/** Ends a help: one's own, or somebody else's for who keeps the entrance; the phone hears no more of the neighbour. */
export async function releaseNeighbour({ helpId, reason }: Parsed<typeof api.releaseNeighbour>, actor: Actor) {
  const help = await HelpModel.findById(oid(helpId)).lean()
  const own = !!help && String(help.accountId) === actor.self()
  if (!own) actor.must('neighbours.keep', help ? await pathOfScope(String(help.entranceId)) : [])
  if (!help) throw new Refused('notFound')
  await change(actor, async (tx) => {
    const { modifiedCount } = await HelpModel.updateOne(
      { _id: help._id, state: 'live' },
      { $set: { state: 'released' } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('neighbour.state')
    const sealed = reason ? sealReason(help.communityId, helpId, reason) : undefined
    await tx.note('neighbour.released', [String(help.roundId), String(help.residentId), helpId], sealed)
    return { helpId }
  })
  publishHelp(help)
  return { helpId }
}

/** Tells the helper's phone and the office. */
function publishHelp({ accountId, communityId }: HelpDocument) {
  publish.changed('resident', String(accountId), 'neighbours')
  publish.changed('community', String(communityId), 'neighbours')
}

async function tell(helpId: string, actor: Actor): Promise<OwnNeighbour> {
  const help = await HelpModel.findById(oid(helpId)).lean()
  const [view] = help ? await viewOwn([help], actor) : []
  if (!help || !view) throw new Refused('notFound')
  publishHelp(help)
  return view
}
