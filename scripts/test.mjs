import './node-version.mjs'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from './builds.mjs'
import { install } from './install.mjs'
import { folders, has } from './packages.mjs'
import { report, root, run, StepFailed, step } from './run.mjs'

const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
// A run takes a third of this on two quiet cores; what hangs is stopped.
const deadline = Date.now() + 55 * 60_000
const left = () => Math.max(1000, deadline - Date.now())

const projects = folders.filter((folder) => existsSync(join(root, folder, 'jest.config.js')))
// Whole stories and measurements take the machine for themselves.
const alone = ['e2e', 'bench']

const total = { passed: 0, failed: 0 }
const fail = (failure) => {
  report(failure)
  total.failed++
}
const attempt = (work) => work.catch(fail)

const unknown = wanted.filter((name) => !projects.includes(name))
if (unknown.length) console.error(`没有这些测试 · no such tests: ${unknown.join(', ')} (${projects.join(', ')})`)
else await everything()
if (total.passed === 0 && total.failed === 0) total.failed = 1
process.exitCode = total.failed ? 1 : 0
console.log(`${total.passed} passed, ${total.failed} failed`)

async function everything() {
  try {
    await install()
  } catch (failure) {
    return fail(failure)
  }
  for (const failure of await build({ everything: true })) fail(failure)
  if (!wanted.length) {
    await attempt(
      step('格式和检查 · formatted and linted', join(root, 'node_modules/.bin/biome'), [
        'check',
        '--error-on-warnings',
        '.',
      ]),
    )
    for (const folder of folders.filter((each) => has(each, 'typecheck')))
      await attempt(
        step(`类型 · types checked: ${folder}`, 'npm', ['run', '--silent', 'typecheck'], { cwd: join(root, folder) }),
      )
  }
  const chosen = projects.filter((name) => !wanted.length || wanted.includes(name))
  await jest(
    chosen.filter((name) => !alone.includes(name)),
    2,
  )
  await jest(
    chosen.filter((name) => alone.includes(name)),
    1,
  )
}

async function jest(names, workers) {
  if (!names.length) return
  const folder = mkdtempSync(join(tmpdir(), 'loumen-tests-'))
  const file = join(folder, 'results.json')
  const { code } = await run(
    process.execPath,
    [
      'node_modules/jest/bin/jest.js',
      '--selectProjects',
      ...names,
      `--maxWorkers=${workers}`,
      '--json',
      `--outputFile=${file}`,
    ],
    { shown: true, limit: left() },
  )
  const results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  rmSync(folder, { recursive: true })
  const failed = (results?.numFailedTests ?? 0) + (results?.numRuntimeErrorTestSuites ?? 0)
  total.passed += results?.numPassedTests ?? 0
  total.failed += failed
  if (code !== 0 && failed === 0) fail(new StepFailed(`测试没有跑完 · tests did not finish: ${names.join(', ')}`, ''))
}
