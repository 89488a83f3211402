import type { Parsed } from '@loumen/shared/endpoint'
import { maskName } from '@loumen/shared/masking'
import type * as api from '@loumen/shared/roster/people-api'
import type { RosterEntry } from '@loumen/shared/roster/people-schema'
import { AccountModel } from '../accounts/model'
import { namePlace } from '../accounts/present'
import type { Actor } from '../base/actor'
import { historyOf } from '../base/change'
import { oid } from '../base/db'
import { unseal } from '../base/personal'
import { pathOfScope } from '../community/paths'
import { type ResidentDocument, ResidentModel } from './model'
import { openDetails, openReason, openResident } from './personal'
import { readResidents } from './queries'

type Row = Awaited<ReturnType<typeof historyOf>>[number]

/** What was done to a household and its people, for those who keep the roster; reasons of reveals for leads alone. */
export async function readHouseholdHistory({ householdId }: Parsed<typeof api.readHouseholdHistory>, actor: Actor) {
  const path = await pathOfScope(householdId)
  actor.must('roster.edit', path)
  const view = actor.view(path)
  const audits = actor.may('roster.audit', path)
  const rows = (await historyOf(householdId, 200)).filter(
    ({ what }) =>
      what.startsWith('resident.') ||
      what.startsWith('household.') ||
      what.startsWith('merge.') ||
      what === 'claim.granted',
  )
  const people = new Map(
    (await readResidents(rows.flatMap(({ subjects }) => subjects.slice(0, 1)))).map((one) => [String(one._id), one]),
  )
  const names = await namesOf(rows.map(({ accountId }) => accountId))
  const left = await ResidentModel.find({
    householdId: oid(householdId),
    leftAt: { $ne: null },
    mergedInto: null,
  }).lean()
  return {
    entries: rows.map((row): RosterEntry => {
      const person = people.get(row.subjects[0] ?? '')
      return {
        id: String(row._id),
        at: row.at.toISOString(),
        what: row.what,
        by: names.get(row.accountId) ?? null,
        person: person ? maskName(openResident(person, 'name'), view.name) : null,
        ...detailsOf(row, audits),
      }
    }),
    left: left.map((one) => ({
      residentId: String(one._id),
      name: maskName(openResident(one, 'name'), view.name),
      since: sinceOf(one),
      rev: one.rev ?? 0,
    })),
  }
}

const sinceOf = ({ leftAt }: ResidentDocument) => leftAt?.toISOString() ?? ''

function detailsOf({ what, subjects, reason }: Row, audits: boolean): Pick<RosterEntry, 'fields' | 'reason'> {
  const subject = subjects[0] ?? ''
  if (!reason) return { fields: [], reason: null }
  if (what === 'resident.revealed') return { fields: [], reason: audits ? openReason(subject, reason) : null }
  const details = openDetails(subject, reason)
  return { fields: details.fields, reason: details.reason ?? null }
}

/** Names of members of staff, for histories. */
export async function namesOf(accountIds: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(accountIds)].filter((id) => /^[0-9a-f]{24}$/.test(id)).map(oid)
  const accounts = await AccountModel.find({ _id: { $in: ids } }, { name: 1 }).lean()
  return new Map(
    accounts.flatMap(({ _id, name }) => (name ? [[String(_id), unseal(namePlace(_id), name)] as const] : [])),
  )
}
