import { findChromium } from './chromium'

/** Finds the browser once for all suites; the first time it may have to be unpacked. */
export default function setUp() {
  const { executablePath, env } = findChromium()
  process.env.LOUMEN_CHROMIUM = JSON.stringify({ executablePath, env })
}
