import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

// Taro draws its progress with escape codes; only what a person needs is let through.
const here = dirname(fileURLToPath(import.meta.url))
const taro = join(here, 'node_modules/@tarojs/cli/bin/taro')
const { version } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'))

/** Names the built files in the service worker; a build with other files is another version. */
function writeServiceWorker() {
  const built = join(here, 'dist/h5')
  const files = readdirSync(built, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|css|svg|png|woff2?)$/.test(entry.name))
    .map((entry) => `/${relative(built, join(entry.parentPath, entry.name)).split(sep).join('/')}`)
    .filter((name) => name !== '/service-worker.js')
    .sort()
  const mark = createHash('sha256')
    .update(files.join(' '))
    .update(readFileSync(join(built, 'index.html')))
  const worker = readFileSync(join(here, 'src/service-worker.js'), 'utf8')
    .replace("'__VERSION__'", () => JSON.stringify(`loumen-${mark.digest('hex').slice(0, 16)}`))
    .replace('__FILES__', () => JSON.stringify(files))
  writeFileSync(join(built, 'service-worker.js'), worker)
}

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
  if (target === 'h5') writeServiceWorker()
  console.log(`miniapp ${version} ${target} in ${((Date.now() - began) / 1000).toFixed(0)} s`)
}
