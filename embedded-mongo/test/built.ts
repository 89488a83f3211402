import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EmbeddedMongo, OpenOptions } from '../src/index'

export const DIST = join(__dirname, '..', 'dist')
export const BIN = join(__dirname, '..', 'bin.js')

if (!existsSync(join(DIST, 'index.js')) || !existsSync(join(DIST, 'worker.js')))
  throw new Error(
    'embedded-mongo is not built: a worker cannot run TypeScript. Run `pnpm --filter embedded-mongo build` first.',
  )

/** The built package, as everybody else uses it. */
export const { open } = jest.requireActual<{ open(options: OpenOptions): Promise<EmbeddedMongo> }>('../dist/index.js')

/** A folder that is gone after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'embedded-mongo-test-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
