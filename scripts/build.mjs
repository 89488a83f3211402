import './node-version.mjs'
import { build } from './builds.mjs'
import { install } from './install.mjs'
import { report } from './run.mjs'

try {
  await install()
  const failures = await build({ everything: true })
  failures.forEach(report)
  process.exitCode = failures.length ? 1 : 0
} catch (failure) {
  report(failure)
  process.exitCode = 1
}
