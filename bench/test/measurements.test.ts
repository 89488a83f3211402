import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

jest.setTimeout(120_000)

const bench = (...words: string[]) =>
  promisify(execFile)(process.execPath, [path.join(__dirname, '../run.mjs'), ...words])

/** The keys that the README lists for a measurement. */
function keysOf(name: string) {
  const readme = readFileSync(path.join(__dirname, '../README.md'), 'utf8')
  const section = readme.split(`## ${name}\n`)[1]?.split('\n## ')[0] ?? ''
  const rows = section.split('\n').filter((line) => line.startsWith('| `'))
  return rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, key]) => key))
}

test.each([
  ['fan-out', 'clients=20', 'calls=1'],
  ['scans', 'clients=2', 'rounds=1'],
])('%s answers what its README lists, as the last line of its output', async (name, ...options) => {
  const { stdout } = await bench(name, ...options, '--json')
  const figures = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  expect(Object.keys(figures)).toEqual(keysOf(name))
  for (const value of Object.values(figures)) expect(value).toEqual(expect.any(Number))
})

test('an unknown name lists what there is', async () => {
  await expect(bench('nothing')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('fan-out') })
})
