import { dutyNow } from '@loumen/shared/incidents/rules'
import type { Alert } from '@loumen/shared/incidents/schema'
import { namesOf } from '../accounts/queries'
import { unseal } from '../base/personal'
import { readNode } from '../community/queries'
import { dutyOf } from './duty'
import type { AlertDocument } from './model'
import { answeredPlace, triedPlace } from './places'
import { dayTime } from './time'

/** Alerts with who is tried now, by the duty roster of each community. */
export async function presentAlerts(alerts: readonly AlertDocument[]): Promise<Alert[]> {
  const communities = [...new Set(alerts.map(({ communityId }) => String(communityId)))]
  const known = new Map(
    await Promise.all(
      communities.map(async (id) => [id, { duty: await dutyOf(id), name: (await readNode(id))?.name ?? '' }] as const),
    ),
  )
  const names = await namesOf(alerts.flatMap(({ acknowledged }) => acknowledged?.accountId ?? []))
  return alerts.map((alert): Alert => {
    const { duty, name } = known.get(String(alert.communityId)) ?? { duty: undefined, name: '' }
    const contacts = dutyNow(duty?.contacts[alert.body] ?? [], dayTime())
    const contact = contacts[alert.turn % Math.max(1, contacts.length)]
    return {
      id: String(alert._id),
      number: alert.number,
      body: alert.body,
      communityId: String(alert.communityId),
      community: name,
      cause: alert.cause,
      state: alert.state,
      raisedAt: alert.raisedAt.toISOString(),
      contact: contact ? { name: contact.name, phone: contact.phone ?? null } : null,
      nextAt: alert.state === 'open' && contact ? alert.dueAt.toISOString() : null,
      tries: alert.tries.map(({ at, name: tried, outcome }) => ({
        at: at.toISOString(),
        name: unseal(triedPlace(alert._id), tried),
        outcome,
      })),
      acknowledged: alert.acknowledged ? presentAnswer(alert, alert.acknowledged, names) : null,
    }
  })
}

function presentAnswer(
  { _id }: AlertDocument,
  { at, by, accountId }: NonNullable<AlertDocument['acknowledged']>,
  names: ReadonlyMap<string, string>,
): NonNullable<Alert['acknowledged']> {
  const who = unseal(answeredPlace(_id), by)
  const recorder = accountId && names.get(String(accountId))
  return { at: at.toISOString(), by: who, recordedBy: recorder && recorder !== who ? recorder : null }
}
