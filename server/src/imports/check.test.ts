import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rosterCheck } from './check'

const directory = mkdtempSync(join(tmpdir(), 'roster-'))
afterAll(() => rmSync(directory, { recursive: true }))

/** What the command says on its two outputs, and its exit code. */
async function run(...argv: string[]) {
  const said = { out: '', error: '' }
  const heard = (channel: keyof typeof said) => (text: unknown) => {
    said[channel] += String(text)
    return true
  }
  const out = jest.spyOn(process.stdout, 'write').mockImplementation(heard('out'))
  const error = jest.spyOn(process.stderr, 'write').mockImplementation(heard('error'))
  const code = await rosterCheck(argv)
  out.mockRestore()
  error.mockRestore()
  return { code, ...said }
}

function file(name: string, content: string): string {
  const path = join(directory, name)
  writeFileSync(path, content)
  return path
}

test('the last line of --json holds the totals and the problems', async () => {
  const { code, out } = await run(
    file('a.csv', '姓名,身份证号,住址\n张三,,3-2-501\n张三,,3-2-501\n合计,,2人\n'),
    '--json',
  )
  expect(code).toBe(0)
  expect(JSON.parse(out.trim().split('\n').at(-1) ?? '')).toEqual({
    rows: 3,
    people: 1,
    households: 1,
    entrances: 1,
    verified: 0,
    toVerify: 1,
    repaired: 0,
    duplicates: 1,
    dropped: 1,
    problems: [
      { row: 2, column: '身份证号', code: 'documentMissing', message: '没有证件号码，待核实' },
      { row: 3, column: '姓名', code: 'repeated', message: '与前面的行重复，已合并' },
    ],
  })
})

test('the report is for people', async () => {
  const { code, out } = await run(file('b.csv', '姓名,身份证号,住址\n张三,,3-2-501\n'))
  expect(code).toBe(0)
  expect(out).toContain('1 户 1 人')
  expect(out).toContain('第 2 行 身份证号：没有证件号码，待核实')
})

test.each([
  ['a file that is no roster', () => file('c.csv', '物资,数量\n口罩,500\n'), '看不出是花名册'],
  ['an empty file', () => file('d.csv', ''), '文件是空的'],
  ['a picture', () => file('e.xlsx', '\x89PNG\x00\x00'), '不是 Excel、CSV 文件'],
  ['a file that is not there', () => join(directory, 'none.csv'), '找不到这个文件'],
])('%s fails with one sentence', async (_, make, sentence) => {
  const { code, out, error } = await run(make(), '--json')
  expect(code).not.toBe(0)
  expect(out).toBe('')
  expect(error).toContain(sentence)
  expect(error.trim().split('\n')).toHaveLength(1)
})
