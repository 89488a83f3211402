import { Refused } from '@loumen/shared/refusals'
import mongoose, { type ClientSession, Schema, type Types } from 'mongoose'
import { now, real } from '../clock'
import type { Actor } from './actor'
import { duplicateKey, inTransaction } from './db'

interface OperationDocument {
  _id: string
  accountId: string
  endpoint: string
  fingerprint: string
  ids: Record<string, string>
  at: Date
}

/** Operations that happened, without their bodies: kept until what they belong to is sealed. */
const OperationModel = mongoose.model(
  'operations',
  new Schema<OperationDocument>({
    _id: String,
    accountId: String,
    endpoint: String,
    fingerprint: String,
    ids: Schema.Types.Mixed,
    at: Date,
  }),
)

interface HistoryDocument {
  _id: Types.ObjectId
  at: Date
  accountId: string
  from: string
  operationId?: string
  what: string
  subjects: string[]
  reason?: string
}

/** One entry for each state change: who, when, what, from where. Ids only; `reason` is sealed by its writer. */
const HistoryModel = mongoose.model(
  'history',
  new Schema<HistoryDocument>({
    at: Date,
    accountId: String,
    from: String,
    operationId: String,
    what: String,
    subjects: [String],
    reason: String,
  })
    .index({ subjects: 1, at: 1 })
    .index({ at: 1 }),
)

/** What a command writes with: the transaction, and the history entries that belong to it. */
export interface Change {
  session: ClientSession
  /** Adds a history entry to the same transaction. `reason` must already be sealed when a person typed it. */
  note(what: string, subjects: string[], reason?: string): Promise<void>
}

/**
 * Runs a command's writes in one transaction with its operation and history. The same operation again answers the ids
 * of the first time and marks the actor's outcome as duplicate; another body under the same id is refused with
 * operation.different.
 */
export async function change<T extends Record<string, string>>(
  actor: Actor,
  work: (tx: Change) => Promise<T>,
): Promise<T> {
  const { operation } = actor
  if (operation) {
    const known = await happened(actor)
    if (known) return known as T
  }
  try {
    return await inTransaction(async (session) => {
      if (operation) await OperationModel.create([{ ...claim(actor), ids: {}, at: new Date(real()) }], { session })
      const ids = await work({
        session,
        note: (what, subjects, reason) => note(actor, session, what, subjects, reason),
      })
      if (operation && Object.keys(ids).length)
        await OperationModel.updateOne({ _id: operation.id }, { $set: { ids } }, { session })
      return ids
    })
  } catch (error) {
    if (operation && duplicateKey(error)?.includes('_id')) {
      const known = await happened(actor)
      if (known) return known as T
    }
    throw error
  }
}

/** What belongs to somebody's operation in a transaction that holds the operations of several. */
export const changeIn = (actor: Actor, session: ClientSession): Change => ({
  session,
  note: (what, subjects, reason) => note(actor, session, what, subjects, reason),
})

/** Whether the actor did just this before; asked where the first time took away what a command looks for. */
export async function replayed(actor: Actor): Promise<boolean> {
  actor.self()
  return !!actor.operation && !!(await happened(actor))
}

const claim = ({ operation, account }: Actor) => ({
  _id: operation?.id,
  accountId: account.id,
  endpoint: operation?.endpoint,
  fingerprint: operation?.fingerprint,
})

async function happened(actor: Actor) {
  const known = await OperationModel.findById(actor.operation?.id).lean()
  if (!known) return undefined
  if (known.fingerprint !== actor.operation?.fingerprint || known.accountId !== actor.account.id)
    throw new Refused('operation.different')
  actor.outcome = 'duplicate'
  return known.ids ?? {}
}

async function note(actor: Actor, session: ClientSession, what: string, subjects: string[], reason?: string) {
  const { account, from, operation } = actor
  await HistoryModel.create(
    [{ at: now(), accountId: account.id, from, operationId: operation?.id, what, subjects, reason }],
    { session },
  )
}

/** Which of these operations happened already, sent in the ordinary way, and for whom. */
export const happenedAlready = async (ids: readonly string[]) =>
  new Map(
    (await OperationModel.find({ _id: { $in: ids } }, { accountId: 1 }).lean()).map(({ _id, accountId }) => [
      _id,
      accountId,
    ]),
  )

/** A history entry for what changes no document of its own, such as a reveal. */
export async function record(actor: Actor, what: string, subjects: string[], reason?: string) {
  await inTransaction((session) => note(actor, session, what, subjects, reason))
}

/** Who did what to a subject, the latest first. */
export const historyOf = (subject: string, limit = 100, what?: readonly string[]) =>
  HistoryModel.find({ subjects: subject, ...(what ? { what: { $in: [...what] } } : {}) })
    .sort({ at: -1 })
    .limit(limit)
    .lean()
