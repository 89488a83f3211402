import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { open } from 'embedded-mongo'
import { MongoClient } from 'mongodb'
import { SaxesParser } from 'saxes'
import yauzl from 'yauzl'

// The least that could take a sheet over: inflate it, read its cells with a SAX parser, and insert the rows as plain
// documents in batches, durably, on the same engine: one for each person and one for each door, as many as an import
// writes. No rules, no comparison, no secret, no index.
const batch = 1000

async function serve() {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'loumen-plain-'))
  const engine = await open({ dataDir })
  const client = await MongoClient.connect(engine.uri)
  const db = client.db('plain', { writeConcern: { w: 'majority', j: true } })
  let time = 0
  process.on('message', async ({ file }: { file: string }) => {
    const started = performance.now()
    const rows = await readRows(Buffer.from(file, 'base64'))
    const [names = [], ...body] = rows
    const documents = body.map((cells) => Object.fromEntries(cells.map((text, column) => [names[column], text])))
    const doors = new Map(documents.map((row) => [`${row.楼栋} ${row.单元} ${row.房号}`, row]))
    const places = [...doors.values()].map(({ 楼栋, 单元, 房号 }) => ({ 楼栋, 单元, 房号 }))
    time++
    for (const [name, all] of [
      ['people', documents],
      ['doors', places],
    ] as const) {
      const collection = db.collection(`${name}${time}`)
      for (let at = 0; at < all.length; at += batch) await collection.insertMany(all.slice(at, at + batch))
    }
    process.send?.({ plainMs: performance.now() - started })
  })
  process.on('disconnect', () => {
    rmSync(dataDir, { recursive: true, force: true })
    process.exit(0)
  })
  process.send?.({ ready: true })
}

async function readRows(bytes: Buffer): Promise<string[][]> {
  const parts = await unzip(bytes)
  const strings: string[] = []
  await sax(parts.get('xl/sharedStrings.xml'), 't', (text) => strings.push(text))
  const rows: string[][] = []
  await sax(
    parts.get('xl/worksheets/sheet1.xml'),
    'v',
    (text, column) => {
      const row = rows.at(-1)
      if (row) row[column] = strings[Number(text)] ?? ''
    },
    () => rows.push([]),
  )
  return rows
}

async function sax(
  part: NodeJS.ReadableStream | undefined,
  wanted: string,
  found: (text: string, column: number) => void,
  row?: () => void,
) {
  const parser = new SaxesParser({ xmlns: false })
  let text = ''
  let inside = false
  let column = 0
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'row') row?.()
    else if (name === 'c') column = String(attributes.r).charCodeAt(0) - 65
    else if (name === wanted) {
      inside = true
      text = ''
    }
  })
  parser.on('text', (more) => {
    if (inside) text += more
  })
  parser.on('closetag', ({ name }) => {
    if (name !== wanted) return
    inside = false
    found(text, column)
  })
  const decoder = new TextDecoder()
  for await (const chunk of part ?? []) parser.write(decoder.decode(chunk as unknown as Uint8Array, { stream: true }))
  parser.close()
}

function unzip(bytes: Buffer): Promise<Map<string, NodeJS.ReadableStream>> {
  return new Promise((resolve, reject) => {
    const parts = new Map<string, NodeJS.ReadableStream>()
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      zip.on('entry', (entry: yauzl.Entry) =>
        zip.openReadStream(entry, (fault, stream) => {
          if (fault) return reject(fault)
          parts.set(entry.fileName, stream)
          zip.readEntry()
        }),
      )
      zip.on('end', () => resolve(parts))
      zip.readEntry()
    })
  })
}

void serve()
