import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import path from 'node:path'
import { signIn } from '@loumen/shared/accounts/api'
import { clientOf, type TestClient } from './house'

const root = path.join(__dirname, '..')

interface Ready {
  port: number
  communityId: string
  roundId: string
  siteId: string
  accounts: { role: string; login: string; password: string }[]
}

/** A process of the built server. */
export interface Built {
  child: ChildProcess
  url: string
  ready: Ready
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
  /** A signed-in client for a role of the demo; the session is good on every process of the database. */
  as(role: string): Promise<TestClient>
}

export const buildServer = () => execFileSync(process.execPath, ['build.mjs'], { cwd: root })

const tokens = new Map<string, string>()

/** Starts the built server on these folders and waits until it says READY. */
export async function startBuilt(dir: string, environment: Record<string, string> = {}): Promise<Built> {
  const child = spawn(process.execPath, [path.join(root, 'dist/main.js')], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: path.join(dir, 'data'),
      KEYS_DIR: path.join(dir, 'keys'),
      LOG_FILE: path.join(dir, 'log.txt'),
      DEMO: '1',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ready = await new Promise<Ready>((resolve, reject) => {
    let said = ''
    let faults = ''
    child.stderr.on('data', (text) => {
      faults += text
    })
    child.stdout.on('data', (text) => {
      said += text
      const line = /^READY (.*)$/m.exec(said)?.[1]
      if (line) resolve(JSON.parse(line))
    })
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${faults}`)))
  })
  const url = `http://127.0.0.1:${ready.port}`
  return {
    child,
    url,
    ready,
    async kill(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill(signal)
      await gone
    },
    async as(role) {
      const key = `${dir} ${role}`
      const account = ready.accounts.find((one) => one.role === role)
      if (!tokens.has(key) && account) {
        const { login, password } = account
        tokens.set(key, (await clientOf(url).call(signIn, { login, password, on: 'phone' })).token ?? '')
      }
      return clientOf(url, { token: tokens.get(key) })
    },
  }
}
