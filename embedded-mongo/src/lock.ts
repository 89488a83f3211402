import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { OpenError } from './errors'

/** When a process began, where the system tells: a number that was given away again is another process. */
function beganAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
const mine = (): string => JSON.stringify({ pid: process.pid, began: beganAt(process.pid) })

function isHeld(content: string): number | undefined {
  try {
    const { pid, began } = JSON.parse(content) as { pid: number; began: string }
    return isAlive(pid) && beganAt(pid) === began ? pid : undefined
  } catch {
    return undefined
  }
}

/** Takes the one lock of a data directory; a process that died without giving it back does not keep it. */
export function lockDirectory(directory: string): () => void {
  const path = join(directory, 'owner.lock')
  const own = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    writeFileSync(own, mine(), { mode: 0o600 })
  } catch (error) {
    throw new OpenError(
      'DATA_DIRECTORY_NOT_WRITABLE',
      `The data directory ${directory} cannot be written: ${(error as Error).message}.`,
    )
  }
  try {
    for (let attempt = 0; attempt < 10; attempt++) {
      try {
        linkSync(own, path)
        return () => rmSync(path, { force: true })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const content = read(path)
      if (content === undefined) continue
      const holder = isHeld(content)
      if (holder !== undefined)
        throw new OpenError('DATA_DIRECTORY_LOCKED', `The data directory ${directory} is in use by process ${holder}.`)
      const stale = `${own}.stale`
      try {
        renameSync(path, stale)
      } catch {
        continue
      }
      // Somebody may have taken the lock between reading and renaming: then it is put back.
      if (read(stale) !== content) {
        try {
          linkSync(stale, path)
        } catch {
          // The next attempt sees who holds it.
        }
      }
      unlinkSync(stale)
    }
    throw new OpenError(
      'DATA_DIRECTORY_LOCKED',
      `The data directory ${directory} is being opened by several processes.`,
    )
  } finally {
    rmSync(own, { force: true })
  }
}
function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
