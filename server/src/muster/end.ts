import { Refused } from '@loumen/shared/refusals'
import { forget } from '../accounts/sessions'
import { forgetWorkPhone, takeRoles } from '../accounts/staff'
import { Actor } from '../base/actor'
import { type Change, change } from '../base/change'
import { withLease } from '../base/lease'
import { log } from '../base/log'
import { now, whenClockSet } from '../clock'
import { LoanModel } from './loan-model'
import { type MusterDocument, MusterModel } from './model'
import { tellMuster } from './told'

/** Ends somebody's time: what the list gave them is taken away, and their number with their last role. Refuses with muster.state. */
export async function endEntry(entry: MusterDocument, at: Date, tx: Change) {
  const { modifiedCount } = await MusterModel.updateOne(
    { _id: entry._id, live: true },
    { $set: { state: 'released', live: false, releasedAt: at } },
    { session: tx.session },
  )
  if (!modifiedCount) throw new Refused('muster.state')
  const until = entry.until.toISOString()
  await takeRoles(
    entry.accountId,
    entry.given.map((grant) => ({ ...grant, until })),
    tx,
  )
  await forgetWorkPhone(entry.accountId, tx)
  if (entry.loanId && at < entry.until)
    await LoanModel.updateOne(
      { _id: entry.loanId, state: 'granted' },
      { $set: { state: 'returned', endedAt: at } },
      { session: tx.session },
    )
}

const leaseLasts = 30_000
const lookEvery = 30_000
const atOnce = 200

/** Ends everybody's time when it is over, in one process at a time; answers what stops it. */
export function startMusterEnds(): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const look = () => {
    clearTimeout(timer)
    running = running
      .then(() => withLease('musters', leaseLasts, ({ held }) => endDue(() => !stopped && held())))
      .catch((error: Error) => log.warn({ error: error.name }, 'mobilised people could not be released'))
      .then(() => {
        clearTimeout(timer)
        if (!stopped) timer = setTimeout(look, lookEvery)
      })
  }
  look()
  const stopHearing = whenClockSet(look)
  return async () => {
    stopped = true
    stopHearing()
    clearTimeout(timer)
    await running
  }
}

async function endDue(goOn: () => boolean) {
  const job = new Actor({ id: '', kind: 'system', grants: [], mustChangePassword: false }, 'job')
  const due = await MusterModel.find({ live: true, until: { $lte: now() } })
    .sort({ until: 1 })
    .limit(atOnce)
    .lean()
  for (const entry of due) {
    if (!goOn()) return
    await change(job, async (tx) => {
      await endEntry(entry, entry.until, tx)
      await tx.note('muster.ended', [String(entry.roundId), String(entry.accountId)])
      return { musterId: String(entry._id) }
    }).catch((error) => {
      if (!(error instanceof Refused)) throw error
    })
    forget(String(entry.accountId))
    tellMuster({ _id: entry.siteId, nodeId: entry.nodeId })
  }
}
