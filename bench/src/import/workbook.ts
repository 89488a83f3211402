import { crc32, deflateRawSync } from 'node:zlib'
import { checkCharacter } from '@loumen/shared/roster/resident-number'

const surnames = '王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗'
const given = '秀英桂兰建国玉梅志强丽华小明海燕文博春生雪梅立军思雨子涵德福淑珍永红晓东'
/** The columns of the real roster of an estate (server/test/rosters). */
const header = ['小区', '楼栋', '单元', '房号', '与户主关系', '姓名', '证件类型', '证件号码', '联系电话', '备注']
const relations = ['户主', '配偶', '子']
const doorsOfEntrance = 24
const entrancesOfBuilding = 3

/** The rows of a made roster: households of one to three, every tenth person with a note, all documents sound. */
export function rosterRows(count: number): string[][] {
  const rows: string[][] = []
  for (let household = 0; rows.length < count; household++) {
    const entrance = Math.floor(household / doorsOfEntrance)
    const place = household % doorsOfEntrance
    const door = `${Math.floor(place / 2) + 1}0${(place % 2) + 1}`
    for (let member = 0; member <= household % 3 && rows.length < count; member++) {
      const serial = rows.length
      const day = `${1940 + ((serial + Math.floor(serial / 1000)) % 70)}${String(1 + (serial % 12)).padStart(2, '0')}${String(1 + (serial % 28)).padStart(2, '0')}`
      const digits = `149999${day}${String(serial % 1000).padStart(3, '0')}`
      const name = `${surnames[serial % surnames.length]}${given.slice((serial * 7) % 34, ((serial * 7) % 34) + 2)}`
      rows.push([
        '通达尚城',
        `${Math.floor(entrance / entrancesOfBuilding) + 1}号楼`,
        `${(entrance % entrancesOfBuilding) + 1}单元`,
        door,
        relations[member] ?? '',
        name,
        '居民身份证',
        digits + checkCharacter(digits),
        String(19_900_000_000 + serial),
        serial % 10 === 0 ? '独居老人，行动不便' : '',
      ])
    }
  }
  return rows
}

/** A workbook as spreadsheet programs write it: one sheet, its texts in a shared list. */
export function workbook(rows: readonly (readonly string[])[]): Buffer {
  const strings = new Map<string, number>()
  const cell = (text: string, column: number, row: number) => {
    if (!text) return ''
    const index = strings.get(text) ?? strings.size
    strings.set(text, index)
    return `<c r="${String.fromCharCode(65 + column)}${row}" t="s"><v>${index}</v></c>`
  }
  const lines = [header, ...rows].map(
    (cells, at) => `<row r="${at + 1}">${cells.map((text, column) => cell(text, column, at + 1)).join('')}</row>`,
  )
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const packages = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
  return zip({
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${relations}"><sheets><sheet name="花名册" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships ${packages}><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData>${lines.join('')}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst ${main}>${[...strings.keys()].map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
  })
}

function zip(parts: Record<string, string>): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(parts)) {
    const raw = Buffer.from(text)
    const packed = deflateRawSync(raw)
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crc32(raw), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(raw.length, 18)
    head.writeUInt16LE(name.length, 22)
    local.push(Buffer.from('PK\x03\x04'), head, Buffer.from(name), packed)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    central.push(Buffer.from('PK\x01\x02\x14\x00'), head, tail, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(18)
  const count = Object.keys(parts).length
  end.writeUInt16LE(count, 4)
  end.writeUInt16LE(count, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...local, directory, Buffer.from('PK\x05\x06'), end])
}
