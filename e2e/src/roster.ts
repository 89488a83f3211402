import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fromBuffer, type ZipFile } from 'yauzl'
import { root } from './house'

/** The real roster of the story, in the project. */
export const rosterFile = path.join(root, 'server/test/rosters/tongda-shangcheng.xlsx')

/** A row of the roster as it is written, read without the product's own reader. */
export interface RosterRow {
  estate: string
  building: string
  entrance: string
  door: string
  relation: string
  name: string
  documentType: string
  document: string
  phone: string
  note: string
}

/** Reads the first sheet of the roster. */
export async function readRoster(file = rosterFile): Promise<RosterRow[]> {
  const sheet = await entryOf(readFileSync(file), 'xl/worksheets/sheet1.xml')
  return [...sheet.matchAll(/<row .*?<\/row>/gs)].slice(1).map(([row]) => {
    const cells = new Map(
      [...row.matchAll(/<c r="([A-Z]+)\d+"[^>]*>(.*?)<\/c>/gs)].map(([, column, cell]) => [column, text(cell ?? '')]),
    )
    const cell = (column: string) => cells.get(column) ?? ''
    return {
      estate: cell('B'),
      building: cell('C'),
      entrance: cell('D'),
      door: cell('E'),
      relation: cell('F'),
      name: cell('G'),
      documentType: cell('I'),
      document: cell('J'),
      phone: cell('K'),
      note: cell('L'),
    }
  })
}

const text = (xml: string) =>
  xml
    .replace(/<[^>]+>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .trim()

async function entryOf(archive: Buffer, name: string): Promise<string> {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    fromBuffer(archive, { lazyEntries: true, autoClose: false }, (error, opened) =>
      error ? reject(error) : resolve(opened),
    ),
  )
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry) => {
      if (entry.fileName !== name) return zip.readEntry()
      zip.openReadStream(entry, async (error, stream) => {
        if (error) return reject(error)
        const pieces: Buffer[] = []
        for await (const piece of stream) pieces.push(piece as Buffer)
        resolve(Buffer.concat(pieces).toString())
      })
    })
    zip.on('end', () => reject(new Error(`${name} is not in the archive`)))
    zip.readEntry()
  })
}
