import { existsSync } from 'node:fs'
import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { type TransferListItem, Worker } from 'node:worker_threads'
import { log } from '../base/log'

/** A thread that nobody has needed for so long ends. */
const idleLimit = 30_000
const megabytes = 400
const [youngFlag, young] = process.execArgv.find((flag) => flag.startsWith('--max-semi-space-size='))?.split('=') ?? []

/** A thread of its own for long work on rosters, with limits of memory; it starts when it is needed, one task after the other. */
export class Thread<Task, Message> {
  private worker: Worker | undefined
  private current: { message(message: Message): void; fail(): void } | undefined
  private idle: NodeJS.Timeout | undefined
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly name: string,
    private readonly given: () => unknown = () => undefined,
  ) {}

  /**
   * Runs a task. `hear` gets every message and answers true for the last one; `failed` makes the error of a thread that
   * died or took too long. What `transfer` names is handed over, not copied.
   */
  run(
    task: Task,
    hear: (message: Message) => boolean,
    failed: (why: 'ended' | 'tooLong') => Error,
    timeLimit?: number,
    transfer?: TransferListItem[],
  ): Promise<void> {
    const mine = this.last.then(() => this.runNow(task, hear, failed, timeLimit, transfer))
    this.last = mine.catch(() => {})
    return mine
  }

  /** Ends the thread, with what it may be doing. */
  async stop() {
    clearTimeout(this.idle)
    const ending = this.worker
    this.worker = undefined
    this.current?.fail()
    await ending?.terminate()
  }

  private runNow(
    task: Task,
    hear: (message: Message) => boolean,
    failed: (why: 'ended' | 'tooLong') => Error,
    timeLimit?: number,
    transfer?: TransferListItem[],
  ): Promise<void> {
    clearTimeout(this.idle)
    this.worker ??= this.start()
    const { worker } = this
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(limit)
        this.current = undefined
        this.idle = setTimeout(() => this.stop(), idleLimit).unref()
      }
      const limit =
        timeLimit &&
        setTimeout(() => {
          end()
          reject(failed('tooLong'))
          void this.stop()
        }, timeLimit)
      this.current = {
        fail() {
          end()
          reject(failed('ended'))
        },
        message(message) {
          try {
            if (!hear(message)) return
            end()
            resolve()
          } catch (error) {
            end()
            reject(error)
          }
        },
      }
      worker.postMessage(task, transfer ?? [])
    })
  }

  /** The built thread; in a source tree, which tests run in, the same thread read by tsx. */
  private start(): Worker {
    const built = path.join(__dirname, `${this.name}.js`)
    const workerData = this.given()
    const resourceLimits = { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 64 }
    // The flag that keeps pauses short where people are answered would stand above this thread's own limit.
    if (youngFlag) setFlagsFromString(`${youngFlag}=0`)
    const worker = existsSync(built)
      ? new Worker(built, { resourceLimits, workerData })
      : new Worker(path.join(__dirname, `${this.name}.ts`), {
          resourceLimits,
          workerData,
          execArgv: ['--require', require.resolve('tsx/cjs')],
        })
    worker.once('online', () => youngFlag && setFlagsFromString(`${youngFlag}=${young}`))
    const ended = () => {
      if (this.worker !== worker) return
      this.worker = undefined
      this.current?.fail()
    }
    worker.on('message', (message: Message) => this.current?.message(message))
    worker.on('error', (error: NodeJS.ErrnoException) => {
      log.warn({ error: error.code ?? error.name }, 'a roster thread failed')
      ended()
    })
    worker.on('exit', ended)
    worker.unref()
    return worker
  }
}
