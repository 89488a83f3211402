import { MessageChannel, type MessagePort } from 'node:worker_threads'
import type { FileLook } from '@loumen/shared/imports/look'
import type { ReadOptions, RosterTotals } from '@loumen/shared/imports/reading'
import { type RefusalCode, Refused } from '@loumen/shared/refusals'
import { lendKeys } from '../base/personal'
import { rosterKey } from '../roster/personal'
import type { ListTask, ReaderMessage, ReaderTask } from './roster-reader'
import type { SealTask } from './sealing'
import { unreadable } from './sheet'
import { Thread } from './thread'

/** A file as the reading thread understood it; households and problems are encoded parts, opened one by one. */
export interface FileReading {
  households: Uint8Array<ArrayBuffer>[]
  problems: Uint8Array[]
  counts: { code: string; count: number }[]
  totals: RosterTotals
  look: FileLook
}

const timeLimit = 20_000

/** One thread reads, so that an import being written never waits for somebody's file. */
const reader = new Thread<ReaderTask | ListTask, ReaderMessage>('roster-reader')
const sealer = new Thread<SealTask, ReaderMessage>('roster-reader')

/**
 * Reads a file in a thread of its own, with limits of memory and time; one file after the other. With `sealFor`, a
 * community where nobody is known yet, its people are sealed in another one meanwhile: `sealing` gives them out.
 */
export async function readFileAside(
  bytes: Buffer,
  name: string,
  options: ReadOptions,
  progress: (share: number) => void,
  sealFor?: string,
): Promise<FileReading & { sealing?: MessagePort }> {
  const households: Uint8Array<ArrayBuffer>[] = []
  const problems: Uint8Array[] = []
  let sealing: MessagePort | undefined
  let done: Extract<ReaderMessage, { kind: 'done' }> | undefined
  const reading = reader.run(
    { kind: 'read', bytes, name, options, early: !!sealFor },
    (message) => {
      if (message.kind === 'progress') progress(message.share)
      else if (message.kind === 'households') households.push(message.packed)
      else if (message.kind === 'people' && sealFor) sealing = sealAside(sealFor, message.people)
      else if (message.kind === 'problems') problems.push(message.packed)
      else if (message.kind === 'refused') throw new Refused(message.code as RefusalCode, message.details)
      else if (message.kind === 'failed') throw new Error(message.error)
      else if (message.kind === 'done') done = message
      return message.kind === 'done'
    },
    notRead,
    timeLimit,
  )
  await reading.catch((error) => {
    sealing?.close()
    throw error
  })
  if (!done) throw unreadable('damaged')
  const { counts, totals, look } = done
  return { households, problems, counts, totals, look, ...(sealing && { sealing }) }
}

const notRead = (why: 'ended' | 'tooLong') => unreadable(why === 'tooLong' ? 'tooLong' : 'suspicious')

/** Reads a list of people who are mobilised in the same thread, with the same limits; one more than `most` people says that there are more. */
export async function readListAside(bytes: Buffer, name: string, most: number) {
  let read: Extract<ReaderMessage, { kind: 'list' }> | undefined
  await reader.run(
    { kind: 'list', bytes, name, mostPeople: most + 1 },
    (message) => {
      if (message.kind === 'refused') throw new Refused(message.code as RefusalCode, message.details)
      if (message.kind === 'failed') throw new Error(message.error)
      if (message.kind === 'list') read = message
      return message.kind === 'list'
    },
    notRead,
    timeLimit,
  )
  if (!read) throw unreadable('damaged')
  const { people, faults, faulty } = read
  return { people, faults, faulty }
}

/** Seals people in a thread of its own as they come through a port; gives the port where they come out. */
function sealAside(communityId: string, people: MessagePort): MessagePort {
  const { port1: sealed, port2: sealing } = new MessageChannel()
  const keys = lendKeys(rosterKey(communityId), ['document', 'phone', 'import'])
  sealer
    .run(
      { kind: 'seal', communityId, people, sealed, keys },
      (message) => {
        if (message.kind === 'failed') throw new Error(message.error)
        return message.kind === 'sealed'
      },
      () => new Error('the sealing thread ended'),
      undefined,
      [people, sealed],
    )
    .catch(() => {})
  return sealing
}

/** Ends the threads, with what they may be doing. */
export const stopReader = () => Promise.all([reader.stop(), sealer.stop()])
