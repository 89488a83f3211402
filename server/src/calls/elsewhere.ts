import mongoose, { Schema } from 'mongoose'
import { log } from '../base/log'
import { publish } from '../realtime/publish'
import { liveRounds, sitesOf } from '../rounds/queries'
import { touchBoard, whenBoardChanges } from './board'

interface RevisionDocument {
  _id: string
  revision: number
}

/** Counts the changes of each round's board, whichever process made them. */
const RevisionModel = mongoose.model('boardrevisions', new Schema<RevisionDocument>({ _id: String, revision: Number }))

const pollEvery = 1_000

/** The revisions that this process knows or made itself. */
const known = new Map<string, number>()
const listeners: ((roundId: string) => void)[] = []
let watched = false

/** Hears of rounds that another process changed. */
export const whenChangedElsewhere = (listener: (roundId: string) => void) => listeners.push(listener)

/**
 * Follows what other processes of the same database do: one small query a second. A board that changed here raises its
 * round's revision; one that somebody else raised is read anew, and screens of this process fetch again. A process whose own
 * board does not change by that raises nothing, so the two come to rest.
 */
export function followOthers(): () => void {
  if (!watched) whenBoardChanges((roundId) => void raise(roundId))
  watched = true
  let stopped = false
  let timer: NodeJS.Timeout
  const poll = async () => {
    try {
      for (const { _id: roundId, revision } of await RevisionModel.find().lean()) {
        const before = known.get(roundId)
        known.set(roundId, Math.max(revision, before ?? 0))
        if (before !== undefined && revision > before && !stopped) await follow(roundId)
      }
    } catch (error) {
      if (!stopped) log.warn({ error: (error as Error).name }, 'other processes could not be followed')
    }
    if (!stopped) timer = setTimeout(poll, pollEvery)
  }
  timer = setTimeout(poll, pollEvery)
  return () => {
    stopped = true
    clearTimeout(timer)
    known.clear()
  }
}

async function raise(roundId: string) {
  try {
    const after = await RevisionModel.findByIdAndUpdate(
      roundId,
      { $inc: { revision: 1 } },
      { upsert: true, returnDocument: 'after' },
    ).lean()
    // Another process may have raised it in between: that one is still to be followed.
    if (after && (known.get(roundId) ?? after.revision - 1) === after.revision - 1) known.set(roundId, after.revision)
  } catch (error) {
    log.warn({ roundId, error: (error as Error).name }, 'a board revision could not be raised')
  }
}

async function follow(roundId: string) {
  for (const listener of listeners) listener(roundId)
  touchBoard(roundId, 'now')
  const round = (await liveRounds()).find(({ _id }) => String(_id) === roundId)
  for (const { _id } of await sitesOf(roundId)) publish.changed('site', String(_id), 'calls')
  for (const entranceId of round?.entranceIds ?? []) publish.changed('entrance', String(entranceId), 'calls')
}
