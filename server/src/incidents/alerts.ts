import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/incidents/api'
import { alertLinkLasts, dutyNow, retryAfter } from '@loumen/shared/incidents/rules'
import type { Alert, Duty, DutyContact } from '@loumen/shared/incidents/schema'
import { Refused } from '@loumen/shared/refusals'
import type { Context } from 'koa'
import { namesOf } from '../accounts/queries'
import { Actor } from '../base/actor'
import { change } from '../base/change'
import { oid } from '../base/db'
import { type Lease, withLease } from '../base/lease'
import { log } from '../base/log'
import { seal, unseal } from '../base/personal'
import { now, whenClockSet } from '../clock'
import { pathOfScope } from '../community/paths'
import { count } from '../http/limits'
import { publish } from '../realtime/publish'
import { rosterKey } from '../roster/personal'
import { giveToDuty } from './doors'
import { dutyOf } from './duty'
import { type AlertDocument, AlertModel, RecallVisitModel } from './model'
import { answeredPlace, triedPlace } from './places'
import { presentAlerts } from './present'
import { sendAlert } from './sender'
import { dayTime } from './time'
import { linkOf, readAlertToken, tokenOf } from './tokens'

const leaseLasts = 30_000
const lookEvery = 1_000
const mostTried = 200
const mostAtOnce = 50

let look: () => void = () => {}

/** Looks at once: an alert has been raised. */
export const alertsRaised = () => look()

/**
 * Calls whoever is on duty until somebody acknowledges, in one process at a time: a failed message is tried again, then
 * the next person's turn comes, and after the last the first one's again. A holder that dies between sending and writing
 * that down is followed by one who sends again: twice is better than never. Answers what stops it.
 */
export function startAlerts(): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let again = false
  let busy = false
  const turn = async () => {
    busy = true
    try {
      do {
        again = false
        await withLease('alerts', leaseLasts, (lease) => callDue(lease, () => stopped))
      } while (again && !stopped)
    } catch (error) {
      log.warn({ error: (error as Error).name }, 'alerts could not be sent')
    }
    busy = false
    if (!stopped) timer = setTimeout(() => look(), lookEvery)
  }
  look = () => {
    if (busy) {
      again = true
      return
    }
    clearTimeout(timer)
    running = turn()
  }
  look()
  const stopHearing = whenClockSet(() => look())
  return async () => {
    stopped = true
    stopHearing()
    look = () => {}
    clearTimeout(timer)
    await running
  }
}

async function callDue(lease: Lease, stopped: () => boolean) {
  const due: OnDuty[] = []
  const rosters = new Map<string, Promise<Duty | undefined>>()
  const open = AlertModel.find({ state: 'open', dueAt: { $lte: now() } }).sort({ dueAt: 1 })
  for await (const alert of open.lean().cursor()) {
    const communityId = String(alert.communityId)
    const roster = rosters.get(communityId) ?? rosterOf(communityId)
    rosters.set(communityId, roster)
    const { contacts = {}, escalateAfter = 0 } = (await roster) ?? {}
    const people = dutyNow(contacts[alert.body] ?? [], dayTime())
    // Where nobody is on duty alerts stay due; they stand in nobody's way.
    if (people.length) due.push({ alert, people, escalateAfter })
    if (due.length === mostAtOnce) break
  }
  // Six bodies are told at the same moment, not one after the other.
  await Promise.all(due.map((one) => !stopped() && lease.held() && step(one)))
}

interface OnDuty {
  alert: AlertDocument
  people: readonly DutyContact[]
  escalateAfter: number
}

const rosterOf = (communityId: string) =>
  dutyOf(communityId).catch((error: Error) => {
    log.error({ communityId, error: error.name }, 'a duty roster could not be read')
    return undefined
  })

/** One step of one alert: whoever was told and did not answer is followed by the next. */
async function step({ alert, people, escalateAfter }: OnDuty) {
  const turn = alert.waiting ? alert.turn + 1 : alert.turn
  const contact = people[turn % people.length]
  if (!contact) return
  const outcome = await sendAlert({
    contact,
    body: alert.body,
    number: alert.number,
    communityId: String(alert.communityId),
    recallId: String(alert.recallId),
    token: tokenOf(String(alert._id)),
    link: linkOf(String(alert._id), alert.tries.length, now().getTime() + alertLinkLasts),
  })
  const failures = outcome === 'failed' ? (alert.waiting ? 1 : alert.failures + 1) : 0
  const retry = outcome === 'failed' ? retryAfter(failures) : escalateAfter * 60_000
  const at = now()
  const tried = { at, name: seal(rosterKey(alert.communityId), triedPlace(alert._id), contact.name), outcome }
  await AlertModel.updateOne(
    { _id: alert._id, state: 'open', turn: alert.turn, dueAt: alert.dueAt },
    {
      $set: {
        turn: retry === undefined ? turn + 1 : turn,
        failures: retry === undefined ? 0 : failures,
        waiting: outcome !== 'failed',
        dueAt: new Date(at.getTime() + (retry ?? 0)),
      },
      $push: { tries: { $each: [tried], $slice: -mostTried } },
    },
  )
  publish.changed('community', String(alert.communityId), 'results', String(alert.recallId))
}

/** Somebody signed in says that their body, or the named person of it, has taken the matter on. */
export async function acknowledgeAlert(
  { alertId, by }: Parsed<typeof api.acknowledgeAlert>,
  actor: Actor,
): Promise<Alert> {
  const alert = await AlertModel.findById(oid(alertId)).lean()
  actor.must('recalls.work', alert ? await pathOfScope(String(alert.communityId)) : [])
  if (!alert) throw new Refused('notFound')
  const self = (await namesOf([oid(actor.account.id)])).get(actor.account.id) ?? ''
  await answered(alert, by ?? self, actor)
  const after = await AlertModel.findById(alert._id).lean()
  const [view] = await presentAlerts(after ? [after] : [])
  if (!view) throw new Refused('notFound')
  return view
}

/** Whoever was told has acknowledged, by the gateway or on the page of their link; the same answer twice is one. */
export async function answerAlert({ token }: Parsed<typeof api.answerAlert>, _actor: Actor, ctx: Context) {
  await count('answerByAddress', ctx.ip)
  const { alert, attempt } = await alertOf(token)
  const job = new Actor({ id: '', kind: 'system', grants: [], mustChangePassword: false }, 'job')
  const told = alert.tries[attempt ?? -1] ?? alert.tries.at(-1)
  if (alert.state === 'open' && told)
    await answered(alert, unseal(triedPlace(alert._id), told.name), job).catch((error) => {
      if (!(error instanceof Refused)) throw error
    })
  return { acknowledged: true as const }
}

/** The alert of a link, without anything about anybody. */
export async function readAlertLink({ token }: Parsed<typeof api.readAlertLink>, _actor: Actor, ctx: Context) {
  await count('answerByAddress', ctx.ip)
  const { alert } = await alertOf(token)
  const people = await RecallVisitModel.countDocuments({ recallId: alert.recallId })
  return { number: alert.number, body: alert.body, state: alert.state, people }
}

async function alertOf(token: string) {
  const read = readAlertToken(token)
  const alert = read && (await AlertModel.findById(oid(read.alertId)).lean())
  if (!alert) throw new Refused('notFound')
  if (read.until && read.until < now().getTime()) throw new Refused('alert.linkOld')
  return { alert, attempt: read.attempt }
}

async function answered(alert: AlertDocument, by: string, actor: Actor) {
  await change(actor, async (tx) => {
    const { modifiedCount } = await AlertModel.updateOne(
      { _id: alert._id, state: 'open' },
      {
        $set: {
          state: 'acknowledged',
          waiting: false,
          acknowledged: {
            at: now(),
            ...(actor.account.id ? { accountId: oid(actor.account.id) } : {}),
            by: seal(rosterKey(alert.communityId), answeredPlace(alert._id), by),
          },
        },
      },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('alert.answered')
    await giveToDuty(alert, by, actor, tx)
    await tx.note('alert.acknowledged', [String(alert.recallId), String(alert._id)])
    return { alertId: String(alert._id) }
  })
  publish.changed('community', String(alert.communityId), 'results', String(alert.recallId))
}
