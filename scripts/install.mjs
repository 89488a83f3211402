import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { installFingerprint } from './packages.mjs'
import { root, step } from './run.mjs'

const stamp = join(root, 'node_modules', '.loumen-install')

const pnpmInstall = ['--yes', 'pnpm@10.34.9', 'install', '--frozen-lockfile', '--prefer-offline']

/** Installs what the lockfile says, unless that is installed already. */
export async function install() {
  const wanted = installFingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  // NODE_ENV=production would leave out what the build needs.
  await step('安装依赖 · dependencies installed', 'npx', pnpmInstall, { env: { NODE_ENV: 'development' } })
  writeFileSync(stamp, wanted)
}
