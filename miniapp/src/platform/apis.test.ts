import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const source = path.join(__dirname, '..')
const listed = readFileSync(path.join(__dirname, '../../../docs/wechat.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => name))

test('every API of WeChat that the phone uses is listed with what happens without it', () => {
  const used = new Set<string>()
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(ts|tsx)$/.test(file) || file.endsWith('.h5.ts') || file.endsWith('.test.ts')) continue
    const text = readFileSync(path.join(source, file), 'utf8')
    for (const [, name = ''] of text.matchAll(/\b(?:Taro|wx)\.([a-z]\w+)/g)) used.add(name)
    for (const [, name = ''] of text.matchAll(/openType="(\w+)"/g)) used.add(name)
  }
  used.delete('agreePrivacyAuthorization')
  expect([...used].filter((name) => !listed.includes(name))).toEqual([])
  expect(used.size).toBeGreaterThan(20)
})
