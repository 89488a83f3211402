import { readFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { PersonalScan } from '../src/personal-scan'
import { readRoster, rosterFile } from '../src/roster'

test('the scan finds people of the roster however their names and numbers are packed', async () => {
  const rows = await readRoster()
  const scan = new PersonalScan(rows)
  const [person] = rows
  if (!person) throw new Error('the roster is empty')
  const line = Buffer.from(`{"who":"${person.name}","number":"${person.document}","phone":"${person.phone}"}`)
  const all = [person.name, person.document, person.phone].sort()
  const shapes = [
    line,
    Buffer.from(`x "${line.toString('base64')}"`),
    Buffer.from(line.toString('hex')),
    Buffer.concat([Buffer.alloc(99, 7), gzipSync(line)]),
    brotliCompressSync(line),
    Buffer.from(`/find?name=${encodeURIComponent(person.name)}&d=${person.document}&p=${person.phone}`),
  ]
  for (const shape of shapes) expect(scan.inBytes(shape).sort()).toEqual(all)
  expect(scan.inDocument({ a: [{ b: line.toString() }], c: { buffer: gzipSync(line) } })).toEqual(
    expect.arrayContaining(all),
  )
  expect(scan.inBytes(readFileSync(rosterFile))).toEqual(expect.arrayContaining(all))
  expect(scan.inBytes(Buffer.from(line.toString(), 'utf16le')).sort()).toEqual([person.document, person.phone].sort())
  expect(scan.inBytes(Buffer.from('129999195004128 19900009 一号楼'))).toEqual([])
})
