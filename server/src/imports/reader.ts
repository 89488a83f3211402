import { existsSync } from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { FileLook } from '@loumen/shared/imports/look'
import type { ReadOptions, RosterTotals } from '@loumen/shared/imports/reading'
import { type RefusalCode, Refused } from '@loumen/shared/refusals'
import { log } from '../base/log'
import type { ReaderMessage, ReaderTask } from './roster-reader'
import { unreadable } from './sheet'

/** A file as the reading thread understood it; households and problems are compressed parts, opened one by one. */
export interface FileReading {
  households: Uint8Array[]
  problems: Uint8Array[]
  counts: { code: string; count: number }[]
  totals: RosterTotals
  look: FileLook
}

const timeLimit = 20_000
/** A reader that nobody has needed for so long ends. */
const idleLimit = 30_000
const megabytes = 400

interface Reading {
  message(message: ReaderMessage): void
  /** The thread ended, by a fault or a limit. */
  fail(error: Error): void
}

let thread: Worker | undefined
let current: Reading | undefined
let idle: NodeJS.Timeout | undefined
let last: Promise<unknown> = Promise.resolve()

/** Reads a file in a thread of its own, with limits of memory and time; one file after the other. */
export function readFileAside(
  bytes: Buffer,
  name: string,
  options: ReadOptions,
  progress: (share: number) => void,
): Promise<FileReading> {
  const mine = last.then(() => readNow({ bytes, name, options }, progress))
  last = mine.catch(() => {})
  return mine
}

/** Ends the thread, with what it may be reading. */
export async function stopReader() {
  clearTimeout(idle)
  const ending = thread
  thread = undefined
  await ending?.terminate()
}

function readNow(task: ReaderTask, progress: (share: number) => void): Promise<FileReading> {
  clearTimeout(idle)
  thread ??= startThread()
  const worker = thread
  const households: Uint8Array[] = []
  const problems: Uint8Array[] = []
  return new Promise<FileReading>((resolve, reject) => {
    const limit = setTimeout(() => {
      current?.fail(unreadable('tooLong'))
      void stopReader()
    }, timeLimit)
    const end = () => {
      clearTimeout(limit)
      current = undefined
      idle = setTimeout(stopReader, idleLimit).unref()
    }
    current = {
      fail(error) {
        end()
        reject(error)
      },
      message(message) {
        if (message.kind === 'progress') return progress(message.share)
        if (message.kind === 'households') return void households.push(message.packed)
        if (message.kind === 'problems') return void problems.push(message.packed)
        end()
        if (message.kind === 'refused') reject(new Refused(message.code as RefusalCode, message.details))
        else if (message.kind === 'failed') reject(new Error(message.error))
        else resolve({ households, problems, counts: message.counts, totals: message.totals, look: message.look })
      },
    }
    worker.postMessage(task)
  })
}

/** The built thread; in a source tree, which tests run in, the same thread read by tsx. */
function startThread(): Worker {
  const built = path.join(__dirname, 'roster-reader.js')
  const resourceLimits = { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 64 }
  const worker = existsSync(built)
    ? new Worker(built, { resourceLimits })
    : new Worker(path.join(__dirname, 'roster-reader.ts'), {
        resourceLimits,
        execArgv: ['--require', require.resolve('tsx/cjs')],
      })
  const ended = () => {
    if (thread === worker) thread = undefined
    current?.fail(unreadable('suspicious'))
  }
  worker.on('message', (message: ReaderMessage) => current?.message(message))
  worker.on('error', (error: NodeJS.ErrnoException) => {
    log.warn({ error: error.code ?? error.name }, 'the roster reader failed')
    ended()
  })
  worker.on('exit', () => worker === thread && ended())
  worker.unref()
  return worker
}
