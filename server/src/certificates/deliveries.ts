import type * as api from '@loumen/shared/certificates/api'
import type { Untold } from '@loumen/shared/certificates/schema'
import type { Parsed } from '@loumen/shared/endpoint'
import { maskName } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import type { Types } from 'mongoose'
import { namesOf } from '../accounts/queries'
import { Actor } from '../base/actor'
import { change } from '../base/change'
import { newId, oid } from '../base/db'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { readEntrances } from '../community/queries'
import { recalled } from '../incidents/queries'
import { publish } from '../realtime/publish'
import { outcomeOf, tubeRev } from '../results/apply'
import { speakingTube } from '../results/own'
import { ClaimModel } from '../roster/model'
import { openResident } from '../roster/personal'
import { readHouseholds, readResidents } from '../roster/queries'
import { findRound } from '../rounds/queries'
import { type TubeDocument, TubeModel } from '../tubes/model'
import { makeVisit } from '../visits/commands'
import { VisitModel } from '../visits/model'
import { shownTube } from './commands'
import { type DeliveryDocument, DeliveryModel } from './model'

/** What a volunteer's task says: that something is to be handed over, never what it says inside. */
const task = '请把密封的检测单交给本人'

/** People of a round whose negative is there and whose household has no phone, those who still wait first. */
export async function listUntold({ roundId }: Parsed<typeof api.listUntold>, actor: Actor) {
  const round = await findRound(roundId)
  for (const communityId of round.communityIds) actor.must('deliveries.keep', await pathOfScope(String(communityId)))
  const tubes = await TubeModel.find({ roundId: round._id, state: 'resulted', live: true }).lean()
  const speaking = new Map<string, { householdId: Types.ObjectId; tube: TubeDocument }>()
  const byPerson = new Map<string, TubeDocument[]>()
  for (const tube of tubes)
    for (const person of tube.people) {
      const id = String(person.residentId)
      byPerson.set(id, [...(byPerson.get(id) ?? []), tube])
      speaking.set(id, { householdId: person.householdId, tube })
    }
  for (const [id, own] of speaking) own.tube = speakingTube(byPerson.get(id) ?? []) ?? own.tube
  const homes = [
    ...new Map([...speaking.values()].map(({ householdId }) => [String(householdId), householdId])).values(),
  ]
  const told = new Set(
    (await ClaimModel.distinct('householdId', { householdId: { $in: homes }, state: 'granted' })).map(String),
  )
  const quiet = [...speaking].filter(
    ([, { householdId, tube }]) => !told.has(String(householdId)) && outcomeOf(tube) === 'negative',
  )
  const held = await recalled(quiet.map(([id, { householdId }]) => ({ residentId: oid(id), householdId })))
  return {
    people: await present(
      quiet.filter(([id]) => !held.has(id)),
      actor,
    ),
  }
}

async function present(found: [string, { householdId: Types.ObjectId; tube: TubeDocument }][], actor: Actor) {
  const [residents, households, deliveries] = await Promise.all([
    readResidents(found.map(([id]) => id)),
    readHouseholds([...new Set(found.map(([, { householdId }]) => String(householdId)))]),
    DeliveryModel.find({ residentId: { $in: found.map(([id]) => oid(id)) } }).lean(),
  ])
  const [entrances, names, visits] = await Promise.all([
    readEntrances([...new Set(households.map((household) => String(household.entranceId)))]),
    namesOf(deliveries.map(({ accountId }) => accountId)),
    VisitModel.find({ _id: { $in: deliveries.flatMap(({ visitId }) => visitId ?? []) } }, { state: 1 }).lean(),
  ])
  const byId = <T extends { _id: unknown }>(all: readonly T[]) => new Map(all.map((one) => [String(one._id), one]))
  const [resident, household, entrance, visit] = [byId(residents), byId(households), byId(entrances), byId(visits)]
  const views = await Promise.all(
    found.map(async ([id, { householdId, tube }]): Promise<Untold[]> => {
      const person = resident.get(id)
      const home = household.get(String(householdId))
      if (!person || !home) return []
      const view = actor.view(await pathOfScope(String(home.communityId)))
      const delivery = deliveries.find(
        (one) => String(one.residentId) === id && one.tubeId.equals(tube._id) && one.rev === tubeRev(tube),
      )
      return [
        {
          residentId: id,
          householdId: String(householdId),
          entrance: entrance.get(String(home.entranceId))?.label ?? '',
          floor: home.floor,
          door: home.door,
          name: maskName(openResident(person, 'name'), view.name),
          testedAt: tube.testedAt?.toISOString() ?? null,
          delivery: delivery
            ? {
                way: delivery.way,
                by: names.get(String(delivery.accountId)) ?? '',
                at: delivery.at.toISOString(),
                delivered: delivery.way !== 'volunteer' || visit.get(String(delivery.visitId))?.state === 'done',
              }
            : null,
        },
      ]
    }),
  )
  const rank = ({ delivery }: Untold) => (delivery?.delivered ? 2 : delivery ? 1 : 0)
  return views
    .flat()
    .sort((a, b) => rank(a) - rank(b) || a.entrance.localeCompare(b.entrance, 'zh') || a.door.localeCompare(b.door))
}

/** Writes down how a result reaches somebody; a volunteer's task is made with it and counts once it is done. */
export async function recordDelivery(
  { roundId, residentId, way, consent }: Parsed<typeof api.recordDelivery>,
  actor: Actor,
): Promise<Untold> {
  const [resident] = await readResidents([residentId])
  actor.must('deliveries.keep', resident ? await pathOfScope(String(resident.householdId)) : [])
  if (!resident) throw new Refused('notFound')
  if (way === 'volunteer' && !consent) throw new Refused('delivery.consent')
  const tube = await shownTube(roundId, residentId, resident.householdId)
  if (!tube) throw new Refused('certificate.none')
  const householdId = String(resident.householdId)
  const key = { residentId: resident._id, tubeId: tube._id, rev: tubeRev(tube) }
  const visitId = way === 'volunteer' ? await taskFor(key, { roundId, householdId, residentId }, actor) : undefined
  await change(actor, async (tx) => {
    await DeliveryModel.updateOne(
      key,
      {
        $set: {
          roundId: tube.roundId,
          way,
          ...(visitId ? { visitId: oid(visitId) } : {}),
          accountId: oid(actor.account.id),
          at: now(),
        },
        $setOnInsert: { _id: newId() },
        ...(visitId ? {} : { $unset: { visitId: 1 } }),
      },
      { upsert: true, session: tx.session },
    )
    await tx.note(`result.delivered.${way}`, [roundId, residentId, householdId])
    return { residentId }
  })
  publish.changed('community', String(resident.communityId), 'results')
  const [view] = await present([[residentId, { householdId: resident.householdId, tube }]], actor)
  if (!view) throw new Refused('notFound')
  return view
}

/** The volunteer's task for a result: the one that there is already, or a new one. */
async function taskFor(
  key: Pick<DeliveryDocument, 'residentId' | 'tubeId' | 'rev'>,
  { roundId, householdId, residentId }: { roundId: string; householdId: string; residentId: string },
  { account, from }: Actor,
) {
  const known = await DeliveryModel.findOne({ ...key, visitId: { $ne: null } }, { visitId: 1 }).lean()
  if (known) return String(known.visitId)
  // An operation of its own: the delivery's belongs to the delivery.
  const visit = { roundId, householdId, kind: 'help' as const, residentIds: [residentId], note: task }
  return (await makeVisit(visit, new Actor(account, from))).id
}
