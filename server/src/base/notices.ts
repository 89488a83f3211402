import mongoose, { Schema, type Types } from 'mongoose'
import { now, real } from '../clock'
import type { Change } from './change'
import { oid } from './db'
import { type Lease, withLease } from './lease'
import { log } from './log'

/** What somebody is to be told outside the app: ids only, no personal data and no outcome. */
export interface Notice {
  /** What it is about, once: the same cause never reaches the same account twice. */
  cause: string
  accountId: string
  kind: string
  /** Ids that the message's page and words are made from. */
  about: Record<string, string>
}

/** How a channel ended: `again` is tried later, everything else is final for this channel. */
export type Delivery = 'sent' | 'noAddress' | 'noGrant' | 'refused' | 'failed' | 'again'
type Channel = (notice: Notice & { at: Date }) => Promise<Delivery>

interface Outcome {
  channel: string
  outcome: Exclude<Delivery, 'again'> | 'unknown'
}

interface NoticeDocument extends Omit<Notice, 'accountId'> {
  _id: Types.ObjectId
  accountId: Types.ObjectId
  at: Date
  state: 'waiting' | 'sending' | 'ended'
  /** The channel that is being tried. */
  channel?: string
  tries: number
  dueAt: Date
  outcomes: Outcome[]
}

export const NoticeModel = mongoose.model(
  'notices',
  new Schema<NoticeDocument>({
    cause: String,
    accountId: Schema.Types.ObjectId,
    kind: String,
    about: Schema.Types.Mixed,
    at: Date,
    state: String,
    channel: String,
    tries: Number,
    dueAt: Date,
    outcomes: [new Schema<Outcome>({ channel: String, outcome: String }, { _id: false })],
  })
    .index({ accountId: 1, cause: 1 }, { unique: true })
    .index({ cause: 1 })
    .index({ state: 1, dueAt: 1 }),
)

const channels = new Map<string, Channel>()

/** Adds a way to reach people, or takes it away. Channels are tried in the order in which they came until one has sent. */
export function sendBy(name: string, channel: Channel | undefined) {
  if (channel) channels.set(name, channel)
  else channels.delete(name)
}

/** Writes notices with the change that causes them; what was queued before under the same cause stays as it is. */
export async function queueNotices(tx: Pick<Change, 'session'>, notices: readonly Notice[]) {
  if (!notices.length) return
  await NoticeModel.bulkWrite(
    notices.map(({ accountId, cause, kind, about }) => ({
      updateOne: {
        filter: { accountId: oid(accountId), cause },
        update: {
          $setOnInsert: { kind, about, at: now(), state: 'waiting', tries: 0, dueAt: new Date(real()), outcomes: [] },
        },
        upsert: true,
      },
    })),
    { session: tx.session },
  )
}

/** How far a cause has come: how many were queued, wait, were reached by which channel, or by none. */
export interface Reach {
  queued: number
  waiting: number
  sent: Record<string, number>
  unreached: number
}

export async function reachOf(cause: string): Promise<Reach> {
  const rows = await NoticeModel.find({ cause }, { state: 1, outcomes: 1 }).lean()
  const reach: Reach = { queued: rows.length, waiting: 0, sent: {}, unreached: 0 }
  for (const { state, outcomes } of rows) {
    const by = outcomes.find(({ outcome }) => outcome === 'sent')?.channel
    if (by) reach.sent[by] = (reach.sent[by] ?? 0) + 1
    else if (state === 'ended') reach.unreached++
    else reach.waiting++
  }
  return reach
}

/** The households, as their notices name them, for which a message of one of these causes has left. */
export async function householdsReached(causes: readonly string[]): Promise<Set<string>> {
  if (!causes.length) return new Set()
  const rows = await NoticeModel.find(
    { cause: { $in: causes }, outcomes: { $elemMatch: { outcome: 'sent' } } },
    { about: 1 },
  ).lean()
  return new Set(rows.flatMap(({ about }) => about.householdId ?? []))
}

const mostTries = 6
const atOnce = 10
const leaseLasts = 15_000
const lookEvery = 1_000
const pauseAfter = (tries: number) => Math.min(5_000 * 3 ** (tries - 1), 10 * 60_000)

/** Sends what waits, in one process at a time; answers what stops it. */
export function startNotices(): () => Promise<void> {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  const turn = async () => {
    try {
      if (channels.size) await withLease('notices', leaseLasts, (lease) => sendWaiting(lease, () => stopped))
    } catch (error) {
      log.warn({ error: (error as Error).name }, 'notices could not be sent')
    }
  }
  let running: Promise<void> = Promise.resolve()
  const look = () => {
    running = turn().then(() => {
      if (!stopped) timer = setTimeout(look, lookEvery)
    })
  }
  look()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}

async function sendWaiting(lease: Lease, stopped: () => boolean) {
  await endInterrupted()
  for (;;) {
    if (stopped() || !lease.held()) return
    const due = await NoticeModel.find({ state: 'waiting', dueAt: { $lte: new Date(real()) } })
      .sort({ dueAt: 1 })
      .limit(atOnce)
      .lean()
    if (!due.length) return
    await Promise.all(due.map((row) => lease.held() && sendOne(row)))
  }
}

/** What a dead holder was sending may have arrived: nobody is told twice, so it is not sent again. */
async function endInterrupted() {
  for (const row of await NoticeModel.find({ state: 'sending' }).lean())
    await NoticeModel.updateOne(
      { _id: row._id, state: 'sending' },
      {
        $set: { state: 'ended' },
        $push: { outcomes: { channel: row.channel ?? '', outcome: 'unknown' } },
        $unset: { channel: 1 },
      },
    )
}

async function sendOne(row: NoticeDocument) {
  const notice = { ...row, accountId: String(row.accountId) }
  for (const [channel, send] of channels) {
    if (row.outcomes.some((one) => one.channel === channel)) continue
    const { modifiedCount } = await NoticeModel.updateOne(
      { _id: row._id, state: { $in: ['waiting', 'sending'] } },
      { $set: { state: 'sending', channel } },
    )
    if (!modifiedCount) return
    const delivery = await send(notice).catch((error: Error): Delivery => {
      log.warn({ channel, error: error.name }, 'a notice could not be sent')
      return 'failed'
    })
    const tries = row.tries + 1
    if (delivery === 'again' && tries < mostTries) {
      await NoticeModel.updateOne(
        { _id: row._id },
        { $set: { state: 'waiting', tries, dueAt: new Date(real() + pauseAfter(tries)) }, $unset: { channel: 1 } },
      )
      return
    }
    const outcome = delivery === 'again' ? 'failed' : delivery
    await NoticeModel.updateOne({ _id: row._id }, { $push: { outcomes: { channel, outcome } } })
    if (outcome === 'sent') break
  }
  await NoticeModel.updateOne({ _id: row._id }, { $set: { state: 'ended' }, $unset: { channel: 1 } })
}
