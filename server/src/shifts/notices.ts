import type { NoticeKind } from '@loumen/shared/notices/schema'
import type { Types } from 'mongoose'
import { withWorkPhone } from '../accounts/staff'
import type { Change } from '../base/change'
import { oid } from '../base/db'
import { queueNotices } from '../base/notices'
import { residentAccountsOf } from '../volunteers/phones'

/**
 * Writes messages to people who work, once for a cause: a volunteer is reached as the resident they are, whoever was mobilised
 * at the number of the list. Who has an account with a password only has no address, and looks into the app.
 */
export async function noticeStaff(
  tx: Change,
  { cause, kind, roundId }: { cause: string; kind: NoticeKind; roundId: Types.ObjectId },
  accountIds: readonly string[],
) {
  const ids = [...new Set(accountIds)]
  const residents = await residentAccountsOf(ids.map(oid))
  const hands = await withWorkPhone(ids, tx)
  const addresses = ids.flatMap((id) => residents.get(id) ?? (hands.has(id) ? id : []))
  await queueNotices(
    tx,
    addresses.map((accountId) => ({ cause, accountId, kind, about: { roundId: String(roundId) } })),
  )
}
