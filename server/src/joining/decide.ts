import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/joining/api'
import type { ApplicationState, ApplicationToDecide } from '@loumen/shared/joining/schema'
import { maskDocument, maskName, maskPhone } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import type { Types } from 'mongoose'
import { forget } from '../accounts/sessions'
import type { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { oid } from '../base/db'
import { seal } from '../base/personal'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { mayInside, readEntrance, readEntrances } from '../community/queries'
import { publish } from '../realtime/publish'
import { claimed } from '../roster/claims'
import { type HouseholdDocument, living, ResidentModel } from '../roster/model'
import { addResident, householdBehind, householdElsewhere } from '../roster/newcomers'
import { openResident, rosterKey } from '../roster/personal'
import { findByDocument, findDoors, readHouseholds, readResidents, residentsOf } from '../roster/queries'
import { type RoundDocument, RoundModel } from '../rounds/model'
import { findSite, mustBeLive, roundPath, sitePath } from '../rounds/queries'
import { ticketsChanged } from '../tickets/commands'
import { ticketCode, ticketsOfResidents } from '../tickets/queries'
import { applicationPlace, findApplication, placeSaid, said } from './applications'
import { type ApplicationDocument, ApplicationModel } from './model'
import { changedRoster, grantHousehold, joinRound } from './settle'

const mostListed = 200

/** The applications that wait, for whoever answers for the entrance that they name; those that name none are everybody's. */
export async function listApplications({ communityId }: Parsed<typeof api.listApplications>, actor: Actor) {
  const whole = await pathOfScope(communityId)
  if (!actor.may('applications.decide', whole) && !(await mayInside(actor, 'applications.decide', communityId)))
    throw new Refused('auth.forbidden')
  const waiting = await ApplicationModel.find({ communityId: oid(communityId), state: 'waiting' })
    .sort({ at: 1 })
    .limit(mostListed)
    .lean()
  const mine: ApplicationDocument[] = []
  for (const application of waiting) if (await mayDecide(application, actor)) mine.push(application)
  return { applications: await Promise.all(mine.map((application) => present(application, actor))) }
}

async function mayDecide({ entranceId, communityId }: ApplicationDocument, actor: Actor): Promise<boolean> {
  if (entranceId) return actor.may('applications.decide', await pathOfScope(String(entranceId)))
  const whole = String(communityId)
  return actor.may('applications.decide', await pathOfScope(whole)) || mayInside(actor, 'applications.decide', whole)
}

/** Decides an application; of two at once one does. Refuses with application.state. */
export async function decideApplication(
  { applicationId, decision }: Parsed<typeof api.decideApplication>,
  actor: Actor,
): Promise<ApplicationToDecide> {
  const application = await findApplication(applicationId).catch((error) => {
    actor.must('applications.decide', [])
    throw error
  })
  if (!(await mayDecide(application, actor))) throw new Refused('auth.forbidden')
  const { householdId } = await change(actor, async (tx) => {
    const settled = await settle(application, decision, actor, tx)
    const { modifiedCount } = await ApplicationModel.updateOne(
      { _id: application._id, state: 'waiting', residentId: application.residentId ?? null },
      { $set: { ...settled.set, decidedAt: now() } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('application.state')
    await tx.note(`application.${settled.set.state}`, [
      String(application.communityId),
      applicationId,
      ...(settled.householdId ? [settled.householdId] : []),
    ])
    return { applicationId, householdId: settled.householdId ?? '' }
  })
  forget(String(application.accountId))
  publish.changed('resident', String(application.accountId), 'household')
  publish.changed('community', String(application.communityId), 'applications')
  if (householdId) {
    await tellHousehold(application.communityId, householdId)
    claimed(householdId)
  }
  return present(await findApplication(applicationId), actor)
}

interface Settled {
  set: { state: ApplicationState; residentId?: Types.ObjectId; reason?: string }
  householdId?: string
}

type Decided = Parsed<typeof api.decideApplication>['decision']

/** What a decision does besides: a person more behind a door, their ticket, and the applicant sees the household. */
async function settle(application: ApplicationDocument, decision: Decided, actor: Actor, tx: Change): Promise<Settled> {
  const { communityId } = application
  if (decision.kind === 'reject') {
    const reason = seal(rosterKey(communityId), applicationPlace('reason', application._id), decision.reason)
    return { set: { state: 'rejected', reason } }
  }
  const resident = await whoIsMeant(application, decision, actor, tx)
  await grantHousehold(
    application.accountId,
    resident,
    { name: said(application, 'name'), document: said(application, 'document') },
    tx,
  )
  return {
    set: { state: decision.kind === 'match' ? 'matched' : 'added', residentId: resident._id },
    householdId: String(resident.householdId),
  }
}

async function whoIsMeant(
  application: ApplicationDocument,
  decision: Exclude<Decided, { kind: 'reject' }>,
  actor: Actor,
  tx: Change,
) {
  if (decision.kind === 'match' || decision.kind === 'confirm') {
    const id = decision.kind === 'match' ? oid(decision.residentId) : application.residentId
    const resident =
      id &&
      (await ResidentModel.findOne({ _id: id, ...living })
        .session(tx.session)
        .lean())
    if (!resident?.communityId.equals(application.communityId)) throw new Refused('notFound')
    actor.must('applications.decide', await pathOfScope(String(resident.householdId)))
    return resident
  }
  // Somebody at the desk was faster: what they made is confirmed, not made again.
  if (application.residentId) throw new Refused('application.state')
  const entrance = await readEntrance(decision.entranceId)
  if (!entrance?.communityId.equals(application.communityId)) throw new Refused('notFound')
  actor.must('applications.decide', await pathOfScope(decision.entranceId))
  return (await settleBehind(application, decision.entranceId, decision.door, tx)).resident
}

/** Makes a resident of an application, with a ticket in the live round. */
async function settleBehind(application: ApplicationDocument, entranceId: string, door: string, tx: Change) {
  const entrance = await readEntrance(entranceId)
  if (!entrance) throw new Refused('notFound')
  return settleIn(await householdBehind(entrance, door, tx), application, tx)
}

async function settleIn(household: HouseholdDocument, application: ApplicationDocument, tx: Change) {
  const document = said(application, 'document')
  const phone = said(application, 'phone')
  const resident = await addResident(
    household,
    { name: said(application, 'name'), tags: [], ...(document ? { document } : {}), ...(phone ? { phone } : {}) },
    tx,
  )
  await changedRoster(String(application.communityId), tx)
  await joinRound(household, resident, tx)
  return { resident }
}

async function tellHousehold(communityId: Types.ObjectId, householdId: string) {
  publish.changed('community', String(communityId), 'roster')
  for (const { _id } of await RoundModel.find({ communityIds: communityId, live: true }, { _id: 1 }).lean())
    ticketsChanged(String(_id), householdId)
}

/**
 * At the desk: whoever shows an application's code gets a ticket at once, whatever the inbox says. A sample is never late
 * for a list. Refuses with application.unknown.
 */
export async function ticketApplication({ siteId, code }: Parsed<typeof api.ticketApplication>, actor: Actor) {
  const site = await findSite(siteId)
  actor.must('tubes.fill', (await sitePath(siteId)) ?? [])
  const round = await RoundModel.findById(site.roundId).lean()
  if (!round) throw new Refused('notFound')
  const application = await ApplicationModel.findOne({
    code: code.replace(/^LA1\./, '').toUpperCase(),
    communityId: { $in: round.communityIds },
  }).lean()
  if (!application) throw new Refused('application.unknown')
  const { residentId } = await change(actor, async (tx) => {
    mustBeLive(round)
    const known = await residentSoFar(application, tx)
    if (known) {
      const [household] = await readHouseholds([String(known.householdId)])
      if (household) await joinRound(household, known, tx)
      return { residentId: String(known._id) }
    }
    const made = await provisional(application, tx)
    const { modifiedCount } = await ApplicationModel.updateOne(
      { _id: application._id, residentId: null },
      { $set: { residentId: made.resident._id } },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('application.state')
    await tx.note('application.ticketed', [String(round._id), String(application._id), String(made.resident._id)])
    return { residentId: String(made.resident._id) }
  })
  return ticketOf(residentId, round, actor)
}

/** Whom the application became already, or whose document it names. */
async function residentSoFar(application: ApplicationDocument, { session }: Change) {
  // Read anew: of two desks at once the second finds whom the first one made.
  const { residentId } = (await ApplicationModel.findById(application._id).session(session).lean()) ?? application
  if (residentId) return (await readResidents([String(residentId)]))[0]
  const document = said(application, 'document')
  const [known] = document ? await findByDocument([application.communityId], document) : []
  return known
}

async function provisional(application: ApplicationDocument, tx: Change) {
  const { entranceId, door, communityId } = application
  if (entranceId && door) return settleBehind(application, String(entranceId), door, tx)
  const { household } = await householdElsewhere(communityId, await placeSaid(application), tx)
  return settleIn(household, application, tx)
}

async function ticketOf(residentId: string, round: RoundDocument, actor: Actor) {
  const [resident] = await readResidents([residentId])
  const [ticket] = resident ? await ticketsOfResidents(round._id, [resident._id]) : []
  if (!resident || !ticket) throw new Refused('notFound')
  const [entrance] = await readEntrances([String(ticket.entranceId)])
  ticketsChanged(String(round._id), String(ticket.householdId))
  publish.changed('community', String(resident.communityId), 'applications')
  return {
    residentId,
    householdId: String(ticket.householdId),
    name: maskName(openResident(resident, 'name'), actor.view(await roundPath(round)).name),
    entrance: entrance?.label ?? '',
    door: ticket.door,
    number: ticket.number,
    ticket: ticketCode(String(round._id), String(ticket.householdId)),
  }
}

async function present(application: ApplicationDocument, actor: Actor): Promise<ApplicationToDecide> {
  const { entranceId, door, communityId } = application
  const view = actor.view(await pathOfScope(String(entranceId ?? communityId)))
  const name = said(application, 'name')
  const document = said(application, 'document')
  const behind = entranceId && door ? await findDoors([communityId], door, String(entranceId)) : []
  const [household] = behind
  const people = household ? await residentsOf([String(household._id)]) : []
  const byDocument = document ? await findByDocument([communityId], document) : []
  const byName = people.filter((one) => openResident(one, 'name') === name)
  const found = [
    ...byDocument.map((one) => ({ one, by: 'document' as const })),
    ...byName
      .filter((one) => !byDocument.some(({ _id }) => _id.equals(one._id)))
      .map((one) => ({ one, by: 'name' as const })),
  ].filter(({ one }) => !application.residentId?.equals(one._id))
  const homes = await readHouseholds(found.map(({ one }) => String(one.householdId)))
  const entrances = await readEntrances(homes.map((home) => String(home.entranceId)))
  const phone = said(application, 'phone')
  return {
    id: String(application._id),
    code: application.code,
    state: application.state,
    kind: application.kind,
    name: maskName(name, view.name),
    document: (document && maskDocument(document, view.document)) || null,
    phone: (phone && maskPhone(phone, view.phone)) || null,
    entranceId: entranceId ? String(entranceId) : null,
    place: await placeSaid(application),
    door: door ?? null,
    note: said(application, 'note') || null,
    provisional: application.state === 'waiting' && !!application.residentId,
    household: household ? { id: String(household._id), door: household.door, people: people.length } : null,
    candidates: found.map(({ one, by }) => {
      const home = homes.find(({ _id }) => _id.equals(one.householdId))
      return {
        residentId: String(one._id),
        name: maskName(openResident(one, 'name'), view.name),
        entrance: entrances.find(({ _id }) => home && _id.equals(home.entranceId))?.label ?? '',
        door: home?.door ?? '',
        by,
      }
    }),
    at: application.at.toISOString(),
  }
}
