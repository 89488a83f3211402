import { randomUUID } from 'node:crypto'
import mongoose, { Schema } from 'mongoose'
import { real } from '../clock'
import { duplicateKey } from './db'
import { log } from './log'

interface LeaseDocument {
  _id: string
  holder: string
  until: Date
}

const LeaseModel = mongoose.model('leases', new Schema<LeaseDocument>({ _id: String, holder: String, until: Date }))

/** What one process alone may do for a while. Whoever works under it asks `held` before each step. */
export interface Lease {
  readonly name: string
  readonly holder: string
  /** Whether it is still this holder's: false once it could not be renewed in time. */
  held(): boolean
}

/** Takes the lease, or lengthens one's own; false while somebody else holds it. In machine time: demos move the other. */
async function take(name: string, holder: string, ms: number): Promise<boolean> {
  const free = { $or: [{ holder }, { until: { $lt: new Date(real()) } }] }
  try {
    await LeaseModel.updateOne(
      { _id: name, ...free },
      { $set: { holder, until: new Date(real() + ms) } },
      { upsert: true },
    )
    return true
  } catch (error) {
    if (duplicateKey(error)) return false
    throw error
  }
}

/**
 * Runs work that only one process may do, renewing the lease as long as the work lasts; answers undefined at once when
 * another holds it. A holder that dies is followed after `ms`.
 */
export async function withLease<T>(
  name: string,
  ms: number,
  work: (lease: Lease) => Promise<T>,
): Promise<T | undefined> {
  const holder = randomUUID()
  let until = real() + ms
  if (!(await take(name, holder, ms))) return undefined
  const renewal = setInterval(async () => {
    const asked = real()
    try {
      until = (await take(name, holder, ms)) ? asked + ms : 0
    } catch (error) {
      log.warn({ lease: name, error: (error as Error).name }, 'a lease could not be renewed')
    }
  }, ms / 3)
  try {
    return await work({ name, holder, held: () => real() < until })
  } finally {
    clearInterval(renewal)
    await LeaseModel.deleteOne({ _id: name, holder }).catch(() => {})
  }
}

/** Who holds a lease now. */
export async function holderOf(name: string): Promise<string | undefined> {
  const lease = await LeaseModel.findOne({ _id: name, until: { $gte: new Date(real()) } }).lean()
  return lease?.holder
}
