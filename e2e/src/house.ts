import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

export const root = path.resolve(__dirname, '../..')
/** How Node runs the server, the same as with `npm start`. */
const flags: string[] = JSON.parse(readFileSync(path.join(root, 'server/node-flags.json'), 'utf8'))

/** The line `READY {json}` of a server that is ready. */
export interface Ready {
  urls: { residents: string }
  accounts: { role: string; login: string; password: string }[]
  residents: { phone: string; name: string; document: string; entrance: string; door: string }[]
  communityId: string
  roundId: string
  siteId: string
}

/** The built product, running in folders of its own. */
export interface House {
  origin: string
  port: number
  pid: number
  /** What the server said of itself when it was ready. */
  ready: Ready
  dataDir: string
  keysDir: string
  /** Everything it printed, logs included. */
  printed: () => string
  stop(): Promise<number>
  /** Kills it and starts it again on the same folders. */
  restart(): Promise<House>
}

/** The account of somebody of this role in the demo. */
export function accountOf({ ready }: Pick<House, 'ready'>, role: string) {
  const account = ready.accounts.find((one) => one.role === role)
  if (!account) throw new Error(`nobody in the demo is ${role}`)
  return account
}

/** A start that ended instead of becoming ready. */
export class NotReady extends Error {
  constructor(
    readonly code: number | null,
    readonly printed: string,
  ) {
    super(`the server ended with ${code}: ${printed}`)
  }
}

const following = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of following) child.kill('SIGKILL')
})

/** Starts the built server and waits until it says that it is ready. Throws NotReady with what it printed. */
export async function startHouse(
  env: Record<string, string> = {},
  folder = mkdtempSync(path.join(tmpdir(), 'loumen-e2e-')),
): Promise<House> {
  const dataDir = env.DATA_DIR ?? path.join(folder, 'data')
  const keysDir = env.KEYS_DIR ?? path.join(folder, 'keys')
  const child = spawn(process.execPath, [...flags, 'server/dist/main.js'], {
    cwd: root,
    env: { ...clean(process.env), PORT: '0', ...env, DATA_DIR: dataDir, KEYS_DIR: keysDir },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  following.add(child)
  child.channel?.unref()
  let printed = ''
  child.stderr?.on('data', (piece: Buffer) => {
    printed += piece
  })
  const ended = once(child, 'exit').then(([code]) => {
    following.delete(child)
    return code as number | null
  })
  const ready = await new Promise<Ready>((resolve, reject) => {
    if (!child.stdout) return reject(new Error('no output'))
    createInterface({ input: child.stdout }).on('line', (line) => {
      printed += `${line}\n`
      if (line.startsWith('READY ')) resolve(JSON.parse(line.slice('READY '.length)) as Ready)
    })
    void ended.then((code) => reject(new NotReady(code, printed)))
  })
  const stop = async () => {
    child.kill('SIGTERM')
    return (await ended) ?? -1
  }
  const { port } = new URL(ready.urls.residents)
  return {
    origin: `http://127.0.0.1:${port}`,
    port: Number(port),
    pid: child.pid ?? 0,
    ready,
    dataDir,
    keysDir,
    printed: () => printed,
    stop,
    async restart() {
      child.kill('SIGKILL')
      await ended
      return startHouse(env, folder)
    },
  }
}

/** Forgets a stopped house: its folders go. */
export const tearDown = (house: House) => rmSync(path.dirname(house.dataDir), { recursive: true, force: true })

const settings = [
  'PORT',
  'HOST',
  'DATA_DIR',
  'KEYS_DIR',
  'MONGODB_URI',
  'MONGODB_DB',
  'DEMO',
  'TLS_CERT',
  'TLS_KEY',
  'PUBLIC_ORIGIN',
  'TRUST_PROXY',
  'CODE_SENDER_URL',
  'CODE_SENDER_SECRET',
  'LOG_FILE',
  'LOG_LEVEL',
]
const clean = (env: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !settings.includes(name)))
