import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Taro draws its progress with escape codes; only what a person needs is let through.
const here = dirname(fileURLToPath(import.meta.url))
const taro = join(here, 'node_modules/@tarojs/cli/bin/taro')
const { version } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'))

const targets = process.argv.slice(2)
for (const target of targets.length ? targets : ['weapp', 'h5']) {
  const began = Date.now()
  const { status, stdout, stderr } = spawnSync(process.execPath, [taro, 'build', '--type', target], {
    cwd: here,
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production', FORCE_COLOR: '0' },
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) {
    console.error(`${stdout}\n${stderr}`)
    process.exit(status || 1)
  }
  console.log(`miniapp ${version} ${target} in ${((Date.now() - began) / 1000).toFixed(0)} s`)
}
