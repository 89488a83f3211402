import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
const running = new Set()
const leave = () => {
  for (const child of running) stop(child)
  process.exit(1)
}

/**
 * Runs a command to its end and answers its exit code and what it printed. `shown` lets it print itself instead;
 * after `limit` milliseconds it is stopped and counts as failed.
 */
export function run(command, args, { cwd = root, env = {}, shown = false, limit } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: shown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      detached: !shown,
    })
    if (!running.size) for (const signal of signals) process.on(signal, leave)
    running.add(child)
    const printed = []
    child.stdout?.on('data', (piece) => printed.push(piece))
    child.stderr?.on('data', (piece) => printed.push(piece))
    const deadline = limit && setTimeout(() => stop(child), limit)
    const end = (code, more = '') => {
      clearTimeout(deadline)
      running.delete(child)
      if (!running.size) for (const signal of signals) process.off(signal, leave)
      resolve({ code, output: Buffer.concat(printed).toString() + more })
    }
    child.on('error', (error) => end(1, error.message))
    child.on('close', (code) => end(code ?? 1))
  })
}

// A quiet command leads its own process group; one that shows itself shares ours and the terminal.
function stop(child) {
  try {
    if (child.stdout) process.kill(-child.pid, 'SIGKILL')
    else child.kill('SIGTERM')
  } catch {
    // It has just ended by itself.
  }
}

/** A step failed; `output` is everything it printed. */
export class StepFailed extends Error {
  constructor(title, output) {
    super(title)
    this.output = output
  }
}

/** Runs one step quietly and says in one line what was done and how long it took. Throws StepFailed. */
export async function step(title, command, args, options) {
  const started = Date.now()
  const { code, output } = await run(command, args, options)
  if (code !== 0) throw new StepFailed(title, output)
  console.log(`  ${title} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
}

/** Says what failed with everything that was printed, for a person to read. */
export function report(failure) {
  if (!(failure instanceof StepFailed)) throw failure
  console.error(`\n${failure.output.trim()}\n\n失败 · failed: ${failure.message}`)
}
