import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sendCode, signIn } from '@loumen/shared/accounts/api'
import { open } from 'embedded-mongo'
import { callerAt } from '../src/client'
import { type Ready, root, startHouse, tearDown } from '../src/house'

jest.setTimeout(180_000)

const folder = mkdtempSync(path.join(tmpdir(), 'loumen-start-'))
const started: ChildProcess[] = []
afterAll(async () => {
  for (const child of started) if (child.exitCode === null) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** `npm start` with these settings; everything it prints is kept. */
function start(settings: Record<string, string>) {
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: path.join(folder, 'data'),
      KEYS_DIR: path.join(folder, 'keys'),
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started.push(child)
  let printed = ''
  const ready = new Promise<Ready>((resolve) => {
    const keep = (piece: Buffer) => {
      printed += piece
      const line = /^READY (.*)\n/m.exec(printed)?.[1]
      if (line) resolve(JSON.parse(line))
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
  })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, ready, ended, printed: () => printed }
}

/** What is printed by a start that cannot work. */
async function refusedStart(settings: Record<string, string>) {
  const { ended, printed } = start({ PORT: '0', ...settings })
  const code = await ended
  return { code, lines: printed().trim().split('\n') }
}

const portAnswers = (port: number) =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    () => true,
    () => false,
  )

async function untilSilent(port: number) {
  while (await portAnswers(port)) await new Promise((resolve) => setImmediate(resolve))
}

test('a start serves every face of the house, says READY last and stops when told', async () => {
  const first = start({ PORT: '0' })
  const { urls } = await first.ready
  const { origin, port } = new URL(urls.residents)
  for (const address of [
    '/',
    '/admin/',
    '/screen/000000000000000000000000',
    '/api/v1/openapi.json',
    '/healthz',
    '/readyz',
  ]) {
    const answer = await fetch(origin + address)
    expect([address, answer.status]).toEqual([address, 200])
  }
  expect(first.printed().trim().split('\n').at(-1)).toMatch(/^READY \{/)
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  expect(await portAnswers(Number(port))).toBe(false)
})

test('a second start takes no ten seconds and knows the same accounts', async () => {
  const settings = { PORT: '0', DATA_DIR: path.join(folder, 'twice'), KEYS_DIR: path.join(folder, 'twice-keys') }
  const first = start(settings)
  const { accounts } = await first.ready
  first.child.kill('SIGTERM')
  await first.ended
  const began = Date.now()
  const second = start(settings)
  const again = await second.ready
  expect(Date.now() - began).toBeLessThan(10_000)
  expect(again.accounts).toEqual(accounts)
  second.child.kill('SIGTERM')
  await second.ended
})

test('the server stops when the starting process is killed', async () => {
  const { child, ready, ended } = start({
    PORT: '0',
    DATA_DIR: path.join(folder, 'orphan'),
    KEYS_DIR: path.join(folder, 'orphan-keys'),
  })
  const { port } = new URL((await ready).urls.residents)
  child.kill('SIGKILL')
  await ended
  await untilSilent(Number(port))
})

test('a taken port gives one clear sentence', async () => {
  const taken = createServer().listen(0)
  await once(taken, 'listening')
  const { port } = taken.address() as { port: number }
  const { code, lines } = await refusedStart({ PORT: String(port) })
  taken.close()
  expect(code).toBe(1)
  expect(lines).toEqual([expect.stringContaining(String(port))])
})

test('a folder that cannot be written gives one clear sentence', async () => {
  const file = path.join(folder, 'a-file')
  writeFileSync(file, '')
  const { code, lines } = await refusedStart({ DATA_DIR: path.join(file, 'data') })
  expect(code).toBe(1)
  expect(lines).toEqual([expect.stringContaining(path.join(file, 'data'))])
})

test('a wrong database address gives one clear sentence', async () => {
  const { code, lines } = await refusedStart({ MONGODB_URI: 'http://127.0.0.1:27017' })
  expect(code).toBe(1)
  expect(lines).toEqual([expect.stringContaining('MONGODB_URI')])
})

test('a MongoDB without keys gives one clear sentence', async () => {
  const engine = await open({ dataDir: path.join(folder, 'engine') })
  const { code, lines } = await refusedStart({
    MONGODB_URI: engine.uri,
    DEMO: '0',
    KEYS_DIR: path.join(folder, 'no-keys'),
  })
  await engine.close()
  expect(code).toBe(1)
  expect(lines).toEqual([expect.stringContaining(path.join(folder, 'no-keys'))])
})

test('outside demo mode the command line makes the first account and no code is ever shown', async () => {
  const house = await startHouse({ DEMO: '0' })
  try {
    expect(house.ready.accounts).toBeUndefined()
    const printed = execFileSync(
      process.execPath,
      ['server/dist/cli.js', 'admin', 'create', '--login', 'first', '--role', 'communityLead'],
      {
        cwd: root,
        env: { PATH: process.env.PATH, DATA_DIR: house.dataDir, KEYS_DIR: house.keysDir },
      },
    ).toString()
    const password = /password: (\S+)/.exec(printed)?.[1] ?? ''
    const client = callerAt(house.origin)
    const { me } = await client(signIn, { login: 'first', password, on: 'phone' })
    expect(me).toMatchObject({
      demo: false,
      mustChangePassword: true,
      grants: [{ role: 'communityLead', scope: 'all' }],
    })
    await expect(client(sendCode, { phone: '19900000001' })).rejects.toMatchObject({ code: 'auth.noSender' })
  } finally {
    await house.stop()
    tearDown(house)
  }
})
