import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compress } from './compress.mjs'
import { buildFingerprint } from './packages.mjs'
import { root, StepFailed, step } from './run.mjs'

const product = [
  { folder: 'embedded-mongo', script: 'build', into: 'dist', title: '内嵌数据库 · embedded database built' },
  { folder: 'server', script: 'build', into: 'dist', title: '服务端 · server built' },
  { folder: 'admin', script: 'build', into: 'dist', title: '管理端和大屏 · console and display built', served: true },
]
const h5 = {
  folder: 'miniapp',
  script: 'build:h5',
  into: 'dist/h5',
  title: '手机网页 · phone pages built',
  served: true,
}
const weapp = { folder: 'miniapp', script: 'build:weapp', into: 'dist/weapp', title: '小程序 · mini-program built' }

/** Builds what changed of all that one server needs; `everything` adds the mini-program. Answers the steps that failed. */
export async function build({ everything = false } = {}) {
  const lanes = [product, everything ? [h5, weapp] : [h5]]
  return (await Promise.all(lanes.map(buildLane))).flat()
}

async function buildLane(lane) {
  const failures = []
  for (const target of lane)
    try {
      await buildOne(target)
    } catch (failure) {
      if (!(failure instanceof StepFailed)) throw failure
      failures.push(failure)
    }
  return failures
}

async function buildOne({ folder, script, into, title, served }) {
  const stamp = join(root, folder, into, '.stamp')
  const wanted = buildFingerprint(folder)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  await step(title, 'npm', ['run', '--silent', script], { cwd: join(root, folder), env: { NODE_ENV: 'production' } })
  mkdirSync(join(root, folder, into), { recursive: true })
  if (served) compress(join(root, folder, into))
  writeFileSync(stamp, wanted)
}
