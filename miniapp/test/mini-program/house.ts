import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

interface Ready {
  urls: { api: string }
  communityId: string
  accounts: { role: string; login: string; password: string }[]
  residents: { phone: string; name: string; document: string; entrance: string; door: string }[]
}

/** The built server with its demo community, on a port of its own. */
export interface House extends Ready {
  address: string
  stop(): Promise<void>
}

/** Starts the built server; its data goes when it stops. */
export async function startHouse(environment: NodeJS.ProcessEnv = {}): Promise<House> {
  const folder = mkdtempSync(path.join(tmpdir(), 'house-'))
  const child = spawn(process.execPath, [path.join(__dirname, '../../../server/dist/main.js')], {
    env: {
      ...process.env,
      PORT: '0',
      DATA_DIR: path.join(folder, 'data'),
      KEYS_DIR: path.join(folder, 'keys'),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ready = await readReady(child)
  return {
    ...ready,
    address: new URL(ready.urls.api).origin.replace('localhost', '127.0.0.1'),
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function readReady(child: ChildProcess): Promise<Ready> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (piece: Buffer) => {
      said += piece
      const line = /^READY (.*)$/m.exec(said)?.[1]
      if (line) resolve(JSON.parse(line))
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}: ${said.slice(-500)}`)))
  })
}
