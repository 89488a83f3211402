import { crc32, deflateRawSync } from 'node:zlib'

/** What a part of a hand-made zip says about itself, where it differs from the truth. */
export interface Claims {
  flags?: number
  uncompressedSize?: number
}

/** A zip of text parts, well-formed except for what `claims` says otherwise. */
export function zip(parts: Record<string, string | Buffer>, claims: Record<string, Claims> = {}): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(parts)) {
    const raw = Buffer.from(content)
    const packed = deflateRawSync(raw)
    const { flags = 0, uncompressedSize = raw.length } = claims[name] ?? {}
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(flags, 2)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crc32(raw), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(uncompressedSize, 18)
    head.writeUInt16LE(Buffer.byteLength(name), 22)
    const entry = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed])
    local.push(entry)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), head, tail, Buffer.from(name)]))
    offset += entry.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(central.length, 4)
  end.writeUInt16LE(central.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...local, directory, Buffer.from('PK\x05\x06'), end])
}

interface SheetParts {
  name: string
  /** What stands between <worksheet> and </worksheet>. */
  xml: string
  state?: string
}

/** A workbook of the given sheets, with other parts added or put in place of the usual ones. */
export function workbook(
  sheets: SheetParts[],
  more: Record<string, string | Buffer> = {},
  claims: Record<string, Claims> = {},
): Buffer {
  const listed = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"${state ? ` state="${state}"` : ''}/>`,
  )
  const related = sheets.map(
    (_, at) =>
      `<Relationship Id="rId${at + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  )
  return zip(
    {
      'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns:r="r"><sheets>${listed.join('')}</sheets></workbook>`,
      'xl/_rels/workbook.xml.rels': `<Relationships>${related.join('')}</Relationships>`,
      ...Object.fromEntries(
        sheets.map(({ xml }, at) => [
          `xl/worksheets/sheet${at + 1}.xml`,
          `<?xml version="1.0"?><worksheet>${xml}</worksheet>`,
        ]),
      ),
      ...more,
    },
    claims,
  )
}

/** Rows of inline text as sheet data. */
export function sheetData(rows: readonly (readonly string[])[]): string {
  const cells = rows.map(
    (row) => `<row>${row.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`,
  )
  return `<sheetData>${cells.join('')}</sheetData>`
}
