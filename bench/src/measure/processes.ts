import { type ChildProcess, fork } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Starts a TypeScript file of this folder as a process of its own; it ends with this one. */
export const start = (file: string) => fork(file, { cwd: __dirname, execArgv: ['--import', 'tsx'] })

/** Waits for the next message that has this key. */
export function hear<T>(child: ChildProcess, key: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`${child.spawnargs.at(-1)} ended with ${code}`))
    const listen = (message: Record<string, T>) => {
      if (!(key in message)) return
      child.off('message', listen).off('exit', ended)
      resolve(message[key] as T)
    }
    child.on('message', listen).on('exit', ended)
  })
}

/** CPU time that a process has used so far in all its threads, in milliseconds. Linux only. */
export function cpuMs(pid: number): number {
  const tasks = `/proc/${pid}/task`
  return readdirSync(tasks).reduce((sum, task) => {
    const [nanoseconds] = readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')
    return sum + Number(nanoseconds) / 1e6
  }, 0)
}

export const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
