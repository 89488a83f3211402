import type { MessagePort, TransferListItem } from 'node:worker_threads'
import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/imports/api'
import { type RefusalCode, Refused } from '@loumen/shared/refusals'
import type { Account, Actor, Operation } from '../base/actor'
import { connection } from '../base/db'
import { keysFolder } from '../base/personal'
import { clockSetting } from '../clock'
import type { FileReading } from './reader'
import { Thread } from './thread'

/** What the thread that writes imports begins with: a connection and keys of its own. */
export interface WriterData {
  uri: string
  dbName: string
  keysDir: string
}

type Work =
  | { kind: 'apply'; input: Parsed<typeof api.applyImport> }
  | { kind: 'compare'; importId: string; communityId: string; reading: FileReading; sealing: MessagePort | undefined }

export interface WriterTask {
  work: Work
  account: Account
  from: Actor['from']
  operation: Operation | undefined
  clock: ReturnType<typeof clockSetting>
}

export type WriterMessage =
  | { kind: 'progress'; share: number }
  | { kind: 'done'; outcome: Actor['outcome'] }
  | { kind: 'refused'; code: string; details: Record<string, unknown> }
  | { kind: 'failed'; error: string }

const writer = new Thread<WriterTask, WriterMessage>(
  'roster-writer',
  (): WriterData => ({ ...connection(), keysDir: keysFolder() }),
)

/** Applies an import in a thread of its own, which has its own connection; the actor learns the outcome. */
export const applyAside = (input: Parsed<typeof api.applyImport>, actor: Actor, tell: (share: number) => void) =>
  aside({ kind: 'apply', input }, actor, tell)

/** Compares what was read with the roster in that thread, and keeps it. The bytes of `reading` and `sealing` are handed over. */
export const compareAside = (
  importId: string,
  communityId: string,
  reading: FileReading,
  sealing: MessagePort | undefined,
  actor: Actor,
) =>
  aside({ kind: 'compare', importId, communityId, reading, sealing }, actor, () => {}, [
    ...reading.households.map(({ buffer }) => buffer),
    ...(sealing ? [sealing] : []),
  ])

async function aside(
  work: Work,
  actor: Actor,
  tell: (share: number) => void,
  transfer?: TransferListItem[],
): Promise<void> {
  const { account, from, operation } = actor
  await writer.run(
    { work, account, from, operation, clock: clockSetting() },
    (message) => {
      if (message.kind === 'progress') tell(message.share)
      else if (message.kind === 'refused') throw new Refused(message.code as RefusalCode, message.details)
      else if (message.kind === 'failed') throw new Error(`an import could not be written: ${message.error}`)
      else actor.outcome = message.outcome
      return message.kind === 'done'
    },
    () => new Error('the thread that writes imports ended'),
    undefined,
    transfer,
  )
}

/** Ends the thread; what it was writing is given up by its transaction. */
export const stopWriter = () => writer.stop()
