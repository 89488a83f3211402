import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { serialize } from 'bson'
import { open as openStore } from 'lmdb'
import { MongoClient } from 'mongodb'
import { FORMAT, sealed } from '../src/store/log'
import { BIN, open, temporaryFolder } from './built'

const refusal = async (dataDir: string, listen = {}): Promise<{ code: string; message: string }> => {
  const opened = await open({ dataDir, listen }).catch((error) => error)
  if ('close' in opened) {
    await opened.close()
    throw new Error('it was opened')
  }
  return opened
}
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
const gone = async (pid: number): Promise<void> => {
  while (isAlive(pid)) await new Promise((resolve) => setImmediate(resolve))
}
const firstLine = async (child: ChildProcess): Promise<string> =>
  (await once(createInterface({ input: child.stdout as NodeJS.ReadableStream }), 'line'))[0]

/** A data directory with some documents, closed. */
async function filled(dataDir: string): Promise<string> {
  const database = await open({ dataDir })
  const client = await new MongoClient(database.uri).connect()
  await client
    .db('t')
    .collection('c')
    .insertMany(Array.from({ length: 2000 }, (_, i) => ({ i, pad: 'x'.repeat(i % 7 ? 100 : 6000) })))
  await client.close()
  await database.close()
  return dataDir
}

describe('Opening a data directory', () => {
  const folder = temporaryFolder()

  test('listens on a socket that nobody else may use, and takes it away at the end', async () => {
    const database = await open({ dataDir: join(folder, 'private') })
    const path = decodeURIComponent(database.uri.slice('mongodb://'.length, database.uri.indexOf('/?')))
    expect([statSync(path).mode & 0o777, statSync(dirname(path)).mode & 0o777]).toEqual([0o600, 0o700])
    await database.close()
    await database.close()
    expect(existsSync(dirname(path))).toBe(false)
  })
  test('is refused while another process or another part of this one has it open', async () => {
    const dataDir = join(folder, 'locked')
    const database = await open({ dataDir })
    expect(await refusal(dataDir)).toMatchObject({
      code: 'DATA_DIRECTORY_LOCKED',
      message: expect.stringContaining(dataDir),
    })
    const second = spawn(process.execPath, [BIN, '--data', dataDir], { stdio: ['ignore', 'ignore', 'pipe'] })
    const said = await firstLine({ stdout: second.stderr } as ChildProcess)
    const [status] = await once(second, 'exit')
    expect([status, said]).toEqual([1, expect.stringContaining('in use by process')])
    await database.close()
    await (await open({ dataDir })).close()
  })
  test('is refused beyond this machine', async () => {
    expect(await refusal(join(folder, 'far'), { port: 0, host: '0.0.0.0' })).toMatchObject({
      code: 'ADDRESS_NOT_LOOPBACK',
    })
    const near = await open({ dataDir: join(folder, 'near'), listen: { port: 0 } })
    expect(near.uri).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+\/\?directConnection=true$/)
    await near.close()
  })
  test.each<[string, (file: string) => void]>([
    ['is cut short', (file) => truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096)],
    ['is not a store', (file) => writeFileSync(file, 'x'.repeat(20_000))],
    [
      'has pages of zeros',
      (file) => {
        const bytes = readFileSync(file)
        bytes.fill(0, 8192)
        writeFileSync(file, bytes)
      },
    ],
    [
      'has other bytes in its documents',
      (file) => {
        const bytes = readFileSync(file)
        for (let at = bytes.indexOf('xxxxxxxx'); at >= 0; at = bytes.indexOf('xxxxxxxx', at + 4096)) bytes[at] = 0x79
        writeFileSync(file, bytes)
      },
    ],
  ])('that %s is named and left as it is', async (name, damage) => {
    const dataDir = await filled(join(folder, name))
    const file = join(dataDir, 'data.mdb')
    damage(file)
    const before = readFileSync(file)
    expect(await refusal(dataDir)).toMatchObject({
      code: 'DATA_DIRECTORY_DAMAGED',
      message: expect.stringContaining(dataDir),
    })
    expect(readFileSync(file).equals(before)).toBe(true)
  })
  test('of a newer format is named and left as it is', async () => {
    const dataDir = join(folder, 'newer')
    mkdirSync(dataDir)
    const store = openStore<Buffer, Buffer>({
      path: dataDir,
      noSubdir: false,
      encoding: 'binary',
      keyEncoding: 'binary',
    })
    await store.put(Buffer.from([FORMAT]), sealed(serialize({ version: 99 })))
    await store.close()
    const before = readFileSync(join(dataDir, 'data.mdb'))
    expect(await refusal(dataDir)).toMatchObject({
      code: 'DATA_DIRECTORY_NEWER',
      message: expect.stringContaining('99'),
    })
    expect(readFileSync(join(dataDir, 'data.mdb')).equals(before)).toBe(true)
  })
  test('where nothing can be written is named', async () => {
    const file = join(folder, 'a file')
    writeFileSync(file, '')
    chmodSync(file, 0o400)
    expect(await refusal(join(file, 'inside'))).toMatchObject({ code: 'DATA_DIRECTORY_NOT_WRITABLE' })
  })
})

describe('The command', () => {
  const folder = temporaryFolder()

  test('prints the address first, serves, and stops on SIGTERM', async () => {
    const child = spawn(process.execPath, [BIN, '--data', join(folder, 'term'), '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const client = await new MongoClient(await firstLine(child)).connect()
    expect(await client.db('x').command({ ping: 1 })).toMatchObject({ ok: 1 })
    await client.close()
    child.kill('SIGTERM')
    expect((await once(child, 'exit'))[0]).toBe(0)
    await (await open({ dataDir: join(folder, 'term') })).close()
  })
  test('stops when its parent dies and lets go of the data directory', async () => {
    const script = `const c = require('node:child_process').spawn(process.execPath, [${JSON.stringify(BIN)}, '--data', ${JSON.stringify(join(folder, 'orphan'))}], { stdio: ['ignore', 'pipe', 'inherit'] }); c.stdout.once('data', () => console.log(c.pid))`
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    const pid = Number(await firstLine(parent))
    expect(isAlive(pid)).toBe(true)
    parent.kill('SIGKILL')
    await gone(pid)
    await (await open({ dataDir: join(folder, 'orphan') })).close()
  })
  test('says how it is called when it is called wrongly', async () => {
    const child = spawn(process.execPath, [BIN, '--port', '1'], { stdio: ['ignore', 'ignore', 'pipe'] })
    expect(await firstLine({ stdout: child.stderr } as ChildProcess)).toMatch(/^Usage: /)
    expect((await once(child, 'exit'))[0]).toBe(1)
  })
})
