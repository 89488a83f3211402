import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A browser to drive: its program, and the environment it needs to find its own libraries. */
export interface Chromium {
  executablePath: string
  env: Record<string, string>
}

const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser']
const macApp = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'

/** CHROME_PATH, else the system's Chrome or Chromium, else one from a package, so that nobody needs root. */
export function findChromium(): Chromium {
  const { CHROME_PATH, PATH = '' } = process.env
  if (CHROME_PATH) return { executablePath: CHROME_PATH, env: {} }
  const installed = [macApp, ...PATH.split(path.delimiter).flatMap((dir) => names.map((name) => path.join(dir, name)))]
  const system = installed.find((file) => existsSync(file))
  return system ? { executablePath: system, env: {} } : packagedChromium()
}

function packagedChromium(): Chromium {
  const folder = path.join(tmpdir(), 'loumen-chromium-147.0.0')
  if (!existsSync(folder)) unpack(folder)
  const env: Record<string, string> = { LD_LIBRARY_PATH: path.join(folder, 'al2023', 'lib') }
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = path.join(folder, 'fonts')
  return { executablePath: path.join(folder, 'chromium'), env }
}

/** Unpacks beside the folder and renames, so that nobody ever starts a half-written program. */
function unpack(folder: string) {
  const fresh = mkdtempSync(`${folder}-`)
  // The libraries come out only where the package believes to be on Amazon's Linux.
  execFileSync(
    process.execPath,
    ['-e', "require('@sparticuz/chromium').executablePath().catch((e) => { console.error(e); process.exit(1) })"],
    { cwd: __dirname, env: { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' } },
  )
  try {
    renameSync(fresh, folder)
  } catch (cause) {
    rmSync(fresh, { recursive: true })
    if (!existsSync(folder)) throw cause
  }
}
