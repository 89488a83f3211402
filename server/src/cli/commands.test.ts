import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { backup, restore } from './commands'

it('a backup of a folder without data, and a restore from one that is no backup, are refused and make nothing', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'loumen-cli-'))
  const [data, keys] = [path.join(dir, 'data'), path.join(dir, 'keys')]
  const before = { DATA_DIR: process.env.DATA_DIR, KEYS_DIR: process.env.KEYS_DIR }
  Object.assign(process.env, { DATA_DIR: data, KEYS_DIR: keys })
  try {
    await expect(backup(path.join(dir, 'copy'))).rejects.toThrow(`There is no data in ${data}`)
    mkdirSync(path.join(dir, 'photos'))
    await expect(restore(path.join(dir, 'photos'))).rejects.toThrow('There is no backup at')
    for (const made of [data, keys, path.join(dir, 'copy')]) expect([made, existsSync(made)]).toEqual([made, false])
  } finally {
    for (const [name, value] of Object.entries(before))
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    rmSync(dir, { recursive: true })
  }
})
