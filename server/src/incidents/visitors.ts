import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/incidents/api'
import type { Visitor } from '@loumen/shared/incidents/schema'
import { namesOf } from '../accounts/queries'
import type { Actor } from '../base/actor'
import { historyOf } from '../base/change'
import { oid } from '../base/db'
import { now } from '../clock'
import { readEntrances } from '../community/queries'
import { coveredHouseholds, findRecall } from './queries'

const fortnight = 14 * 86_400_000
const doors: [RegExp, Visitor['what']][] = [
  [/^visit\.sampled$|^recall\.sampled$/, 'sample'],
  [/^visit\.(underWay|done|failed)|^recall\.reached$/, 'visit'],
  [/^call\.knocked\./, 'knock'],
  [/^sweep/, 'sweep'],
]

/** Who of the staff was at these doors lately, by what the history says was done there. */
export async function listVisitors({ recallId }: Parsed<typeof api.listVisitors>, actor: Actor) {
  const recall = await findRecall(recallId)
  const households = await coveredHouseholds(recall, actor)
  const entrances = await readEntrances([...new Set(households.map((household) => String(household.entranceId)))])
  const since = now().getTime() - fortnight
  const entries = (
    await Promise.all(
      households.map(async (household) =>
        (await historyOf(String(household._id), 500)).map((entry) => ({ household, entry })),
      ),
    )
  ).flat()
  const seen = entries.flatMap(({ household, entry }) => {
    const what = doors.find(([pattern]) => pattern.test(entry.what))?.[1]
    return what && entry.at.getTime() >= since && /^[0-9a-f]{24}$/.test(entry.accountId)
      ? [{ household, what, at: entry.at, accountId: entry.accountId }]
      : []
  })
  const names = await namesOf(seen.map(({ accountId }) => oid(accountId)))
  return {
    visitors: seen
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .map(
        ({ household, what, at, accountId }): Visitor => ({
          householdId: String(household._id),
          entrance: entrances.find((one) => one._id.equals(household.entranceId))?.label ?? '',
          door: household.door,
          name: names.get(accountId) ?? '',
          what,
          at: at.toISOString(),
        }),
      ),
  }
}
