import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { staffAt } from '@loumen/e2e/client'
import { root } from '@loumen/e2e/house'
import type { Call } from '@loumen/shared/client'
import { z } from 'zod'

const Demo = z.object({
  communityId: z.string(),
  accounts: z.array(z.object({ role: z.string(), login: z.string(), password: z.string() })),
  residents: z.array(
    z.object({ phone: z.string(), name: z.string(), document: z.string(), entrance: z.string(), door: z.string() }),
  ),
})

/** A running demo, found by what `npm start` left in its key folder. */
export interface RunningDemo {
  origin: string
  communityId: string
  residents: z.infer<typeof Demo>['residents']
  as(role: string): Promise<Call>
  passwordOf(role: string): string
}

const startFirst =
  '先在另一个窗口运行 npm start，再运行 npm run day。 · Run npm start in another window first, then npm run day.'

/** Finds the demo that `npm start` runs with the same settings. Throws one sentence that says what to do. */
export async function findDemo(): Promise<RunningDemo> {
  const { KEYS_DIR = 'keys', PORT = '3000', TLS_CERT } = process.env
  const file = path.resolve(root, KEYS_DIR, 'demo.json')
  if (!existsSync(file)) throw new Error(startFirst)
  const { communityId, residents, accounts } = Demo.parse(JSON.parse(readFileSync(file, 'utf8')))
  const origin = `${TLS_CERT ? 'https' : 'http'}://localhost:${PORT}`
  if (!(await fetch(`${origin}/healthz`).catch(() => undefined))?.ok) throw new Error(startFirst)
  const account = (role: string) => {
    const found = accounts.find((one) => one.role === role)
    if (!found) throw new Error(`the demo has no ${role}`)
    return found
  }
  return {
    origin,
    communityId,
    residents,
    as: (role) => staffAt(origin, account(role).login, account(role).password),
    passwordOf: (role) => account(role).password,
  }
}
