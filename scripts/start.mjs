import './node-version.mjs'
import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'
import { build } from './builds.mjs'
import { install } from './install.mjs'
import { report, root } from './run.mjs'

try {
  await install()
  const failures = await build()
  failures.forEach(report)
  if (failures.length) process.exit(1)
} catch (failure) {
  report(failure)
  process.exit(1)
}

// The server leads its own process group, so that one signal reaches all it may start. The channel tells it when this
// process is gone, however it went.
const flags = JSON.parse(readFileSync(path.join(root, 'server/node-flags.json'), 'utf8'))
const server = spawn(process.execPath, [...flags, 'server/dist/main.js'], {
  cwd: root,
  env: { ...process.env, NODE_ENV: process.env.NODE_ENV ?? 'production' },
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  detached: true,
})
server.channel?.unref()

const pass = (signal) => {
  try {
    process.kill(-server.pid, signal)
  } catch {
    // The group has ended; the exit below follows.
  }
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => pass(signal))
server.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))

// npm may vanish without a word to its children.
if (process.env.npm_lifecycle_event) {
  const parents = [process.ppid, ...parentOfShell(process.ppid)]
  setInterval(() => {
    if (process.ppid !== parents[0] || !parents.every(alive)) pass('SIGTERM')
  }, 1000)
}

function parentOfShell(pid) {
  try {
    const [parent, name] = execFileSync('ps', ['-o', 'ppid=,comm=', '-p', `${pid}`])
      .toString()
      .trim()
      .split(/\s+/)
    return /(^|\/)(ba|da|z)?sh$/.test(name) && Number(parent) > 1 ? [Number(parent)] : []
  } catch {
    return []
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
