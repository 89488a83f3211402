import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asText, asWorkbook, gb18030 } from '../../test/drawn-file'
import { type DrawnRoster, drawRoster } from '../../test/drawn-roster'
import { rosterCheck } from './check'

const directory = mkdtempSync(join(tmpdir(), 'drawn-'))
afterAll(() => rmSync(directory, { recursive: true }))

const forms: Record<string, (drawn: DrawnRoster) => Buffer> = {
  xlsx: asWorkbook,
  'csv in UTF-8': (drawn) => Buffer.from(asText(drawn, ',')),
  'csv with a byte order mark': (drawn) => Buffer.from(`\ufeff${asText(drawn, ',')}`),
  'csv in GB18030': (drawn) => gb18030(asText(drawn, ',')),
  'text in UTF-16': (drawn) => Buffer.from(`\ufeff${asText(drawn, '\t')}`, 'utf16le'),
  'a pasted table': (drawn) => Buffer.from(asText(drawn, '\t')),
}
const names = Object.keys(forms)

/** What the command prints about a file. */
async function checked(bytes: Buffer) {
  const path = join(directory, 'roster')
  writeFileSync(path, bytes)
  let printed = ''
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text)
    return true
  })
  await rosterCheck([path, '--json'])
  out.mockRestore()
  return JSON.parse(printed.trim().split('\n').at(-1) ?? '')
}

const cases = Array.from({ length: 160 }, (_, seed) => {
  const drawn = drawRoster(seed)
  const form = drawn.sheets.length > 1 ? 'xlsx' : (names[seed % names.length] ?? 'xlsx')
  return [seed, form, drawn] as const
})

test.each(cases)('the roster drawn from %i as %s holds what was drawn', async (_, form, drawn) => {
  const { problems, ...totals } = await checked(forms[form]?.(drawn) ?? Buffer.alloc(0))
  expect(totals).toEqual(drawn.truth)
  const faults = problems.filter(({ code }: { code: string }) => code.startsWith('document'))
  expect(faults).toHaveLength(drawn.truth.toVerify)
  for (const { column } of faults) expect(column.replace(/ /g, '')).toContain(drawn.documentLabel)
})
