import mongoose, { Schema, type Types } from 'mongoose'
import { oid } from '../base/db'
import { log } from '../base/log'
import { now } from '../clock'
import type { TubeDocument } from './model'

interface SilenceDocument {
  _id: Types.ObjectId
  roundId: Types.ObjectId
  tableId: Types.ObjectId
  from: Date
  to: Date | null
  /** It still lasts: a table has one such silence at most. */
  open: boolean
}

/** When the device of a table was not heard: what the table did meanwhile is unknown. */
const SilenceModel = mongoose.model(
  'silences',
  new Schema<SilenceDocument>({
    roundId: Schema.Types.ObjectId,
    tableId: Schema.Types.ObjectId,
    from: Date,
    to: Date,
    open: Boolean,
  })
    .index(
      { tableId: 1 },
      { unique: true, partialFilterExpression: { open: true }, name: 'one_open_silence_per_table' },
    )
    .index({ roundId: 1 }),
)

interface Worked {
  accountId: string
  roundId: Types.ObjectId
}

/** Who filled tubes last at each table: their phone is the table's device. */
const devices = new Map<string, Worked>()
/** Tables whose silence, if there was one, is over as far as this process knows. */
const heard = new Set<string>()
const leaving = new Map<string, NodeJS.Timeout>()

/** A tunnel, a lift, a page that loads again: only what lasts longer is a silence. */
const grace = 20_000

/** A tube was opened or filled: its table is heard, and by whom. */
export function hearTable(tube: TubeDocument) {
  const { accountId } = tube.history.at(-1) ?? {}
  if (!tube.tableId || !accountId || tube.state !== 'open') return
  const tableId = String(tube.tableId)
  devices.set(tableId, { accountId, roundId: tube.roundId })
  end(tableId)
}

/** An account's last socket is gone, or its first one is back. */
export function hearAccount(accountId: string, present: boolean) {
  clearTimeout(leaving.get(accountId))
  leaving.delete(accountId)
  const tables = [...devices].filter(([, device]) => device.accountId === accountId)
  if (present) {
    for (const [tableId] of tables) end(tableId)
    return
  }
  if (!tables.length) return
  const from = now()
  const timer = setTimeout(() => {
    leaving.delete(accountId)
    for (const [tableId, { roundId }] of tables)
      if (devices.get(tableId)?.accountId === accountId) begin(tableId, roundId, from)
  }, grace)
  leaving.set(accountId, timer.unref())
}

function begin(tableId: string, roundId: Types.ObjectId, from: Date) {
  heard.delete(tableId)
  SilenceModel.updateOne(
    { tableId, open: true },
    { $setOnInsert: { roundId, from, to: null } },
    { upsert: true },
  ).catch(failed)
}

function end(tableId: string) {
  if (heard.has(tableId)) return
  heard.add(tableId)
  SilenceModel.updateMany({ tableId, open: true }, { $set: { to: now(), open: false } }).catch((error: Error) => {
    heard.delete(tableId)
    failed(error)
  })
}

const failed = (error: Error) => log.warn({ error: error.name }, 'a silence could not be noted')

export const silencesOf = (roundId: string) => SilenceModel.find({ roundId: oid(roundId) }).lean()

/** For a house that closes. */
export function forgetSilences() {
  for (const timer of leaving.values()) clearTimeout(timer)
  leaving.clear()
  devices.clear()
  heard.clear()
}
