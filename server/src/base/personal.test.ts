import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { KeyStore } from './keys'
import { blind, isSigned, seal, sealBytes, signText, unseal, unsealBytes, useKeys } from './personal'

const dir = mkdtempSync(path.join(tmpdir(), 'keys-'))
let keys: KeyStore
beforeAll(() => {
  keys = KeyStore.create(dir)
  useKeys(keys)
})
afterAll(() => rmSync(dir, { recursive: true }))

describe('a sealed value', () => {
  it('is opened at its own place and tells nothing of itself', () => {
    const sealed = seal('community-1', 'residents.name|1', '王秀英')
    expect(sealed).not.toContain('王秀英')
    expect(unseal('residents.name|1', sealed)).toBe('王秀英')
    expect(seal('community-1', 'residents.name|1', '王秀英')).not.toBe(sealed)
  })

  it('cannot be moved to another person, field or scope, or changed', () => {
    const sealed = seal('community-1', 'residents.name|1', '王秀英')
    seal('community-2', 'residents.name|1', '李建国')
    const parts = sealed.split('.')
    const other = (n: number, text: string) => parts.map((part, i) => (i === n ? text : part)).join('.')
    const body = parts[3] ?? ''
    for (const [place, value] of [
      ['residents.name|2', sealed],
      ['residents.note|1', sealed],
      ['residents.name|1', other(1, 'community-2')],
      ['residents.name|1', other(3, (body[0] === 'A' ? 'B' : 'A') + body.slice(1))],
      ['residents.name|1', other(0, 'v2')],
      ['residents.name|1', '王秀英'],
    ] as const)
      expect(() => unseal(place, value)).toThrow()
  })

  it('of a whole file is opened at its own place only', () => {
    const sealed = sealBytes('community-1', 'imports.reading|1', Buffer.from('王秀英'))
    expect(sealed.includes('王秀英')).toBe(false)
    expect(unsealBytes('community-1', 'imports.reading|1', sealed).toString()).toBe('王秀英')
    expect(() => unsealBytes('community-1', 'imports.reading|2', sealed)).toThrow()
  })

  it('cannot be read again when the key of its scope was destroyed, and others can', () => {
    const [gone, kept] = [seal('round-1', 'a|1', '阴性'), seal('round-2', 'a|1', '阴性')]
    keys.destroy('round-1')
    expect(() => unseal('a|1', gone)).toThrow()
    expect(unseal('a|1', kept)).toBe('阴性')
  })
})

it('keys outlive a restart, are read by their owner only, and are never stored open', () => {
  const sealed = seal('community-1', 'a|1', '王秀英')
  useKeys(KeyStore.open(dir))
  expect(unseal('a|1', sealed)).toBe('王秀英')
  expect(() => KeyStore.create(dir)).toThrow('cannot be written')
  for (const name of ['master.key', ...readdirSync(path.join(dir, 'scopes')).map((one) => path.join('scopes', one))])
    expect([name, statSync(path.join(dir, name)).mode & 0o077]).toEqual([name, 0])
  const data = keys.dataKey('community-1')
  for (const name of readdirSync(path.join(dir, 'scopes')))
    expect(readFileSync(path.join(dir, 'scopes', name)).includes(data)).toBe(false)
})

it('a key is whole for everybody who asks for it first at the same moment, and nothing of its making is left', async () => {
  const script = `
    require(${JSON.stringify(require.resolve('tsx/cjs'))})
    const { KeyStore } = require(${JSON.stringify(require.resolve('./keys'))})
    const { parentPort, workerData } = require('node:worker_threads')
    const store = KeyStore.open(${JSON.stringify(dir)})
    const together = (turn) => {
      Atomics.add(workerData, 0, 1)
      while (Atomics.load(workerData, 0) < 3 * (turn + 1));
    }
    parentPort.postMessage(
      Array.from({ length: 100 }, (_, turn) => {
        together(turn)
        try {
          return store.dataKey('shared-' + turn).toString('hex')
        } catch (error) {
          return error.message
        }
      }),
    )`
  const workerData = new Int32Array(new SharedArrayBuffer(4))
  const workers = [1, 2, 3].map(() => new Worker(script, { eval: true, workerData }))
  const made = workers.map(
    (worker) => new Promise<unknown>((resolve, reject) => worker.once('message', resolve).once('error', reject)),
  )
  const [first, ...others] = await Promise.all(made)
  expect(others).toEqual([first, first])
  await Promise.all(workers.map((worker) => worker.terminate()))
  expect(readdirSync(path.join(dir, 'scopes')).filter((name) => !name.endsWith('.key'))).toEqual([])
})

it('a blind index is the same for the same value, and differs by value and kind', () => {
  expect(blind('phone', '19900000001')).toBe(blind('phone', '19900000001'))
  expect(blind('phone', '19900000001')).not.toBe(blind('phone', '19900000002'))
  expect(blind('phone', '19900000001')).not.toBe(blind('document', '19900000001'))
  expect(blind('phone', '19900000001')).not.toContain('199')
})

it('a signature holds for its own text only', () => {
  const signature = signText('LM1.a.b')
  expect(isSigned('LM1.a.b', signature)).toBe(true)
  expect(isSigned('LM1.a.c', signature)).toBe(false)
  expect(isSigned('LM1.a.b', signText('LM1.a.c'))).toBe(false)
})
