import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

/** The folders of the workspace, as pnpm-workspace.yaml lists them. */
export const folders = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8')
  .split(/^packages:\n/m)[1]
  .split(/^\S/m)[0]
  .match(/[\w-]+(?=\n)/g)

const manifests = new Map(
  folders.map((folder) => [folder, JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))]),
)

/** Whether a package has a script of this name. */
export const has = (folder, script) => !!manifests.get(folder)?.scripts?.[script]

/** What an install depends on: the lockfile, and what it was made from. */
export const installFingerprint = () =>
  hash([
    join(root, 'pnpm-lock.yaml'),
    join(root, 'pnpm-workspace.yaml'),
    ...['.', ...folders].map((folder) => join(root, folder, 'package.json')),
  ])

/** What a package's build depends on: its sources, those of the workspace packages it uses, and what was installed. */
export function buildFingerprint(folder) {
  const files = withDependencies(folder).flatMap((name) => [...sources(join(root, name))])
  return hash([join(root, 'tsconfig.json'), join(root, 'pnpm-lock.yaml'), ...files.sort()])
}

function withDependencies(folder, seen = new Set([folder])) {
  const { dependencies = {}, devDependencies = {} } = manifests.get(folder)
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    const used = version.startsWith('workspace:') && folders.find((each) => manifests.get(each).name === name)
    if (used && !seen.has(used)) withDependencies(used, seen.add(used))
  }
  return [...seen]
}

const outside = new Set(['node_modules', 'dist', 'test', '.swc'])
function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (outside.has(entry.name) || /\.(test\.tsx?|md)$/.test(entry.name)) continue
    if (entry.isDirectory()) yield* sources(path)
    else yield path
  }
}

function hash(files) {
  const sum = createHash('sha256')
  for (const file of files) if (existsSync(file)) sum.update(file.slice(root.length)).update(readFileSync(file))
  return sum.digest('hex')
}
