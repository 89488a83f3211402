import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import type { Chromium } from './chromium'

/** A name that is this machine, but neither localhost nor loopback to the browser: a plain origin without secure context. */
export const plainHost = 'loumen.test'

const flags = [
  '--no-sandbox',
  `--host-resolver-rules=MAP ${plainHost} 127.0.0.1`,
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

/** A browser whose every address and every script error is kept for the end of the story. */
export interface Watched {
  phone(origin: string): Promise<Page>
  desk(origin: string): Promise<Page>
  /** Every address that any page asked for. */
  urls: string[]
  /** Every uncaught script error. */
  errors: string[]
  close(): Promise<void>
}

/** Starts Chromium. Each page it opens is somebody else: own storage, own cookies. */
export async function openBrowser(): Promise<Watched> {
  const { executablePath, env } = JSON.parse(process.env.LOUMEN_CHROMIUM ?? '{}') as Chromium
  const browser = await chromium.launch({
    executablePath,
    args: flags,
    env: { ...process.env, ...env } as Record<string, string>,
  })
  const urls: string[] = []
  const errors: string[] = []
  const page = async (context: Promise<BrowserContext>) => {
    const opened = await (await context).newPage()
    opened.setDefaultTimeout(45_000)
    opened.on('request', (request) => urls.push(request.url()))
    opened.on('websocket', (socket) => urls.push(socket.url()))
    opened.on('framenavigated', (frame) => urls.push(frame.url()))
    opened.on('pageerror', (error) => errors.push(`${opened.url()}: ${error.message}`))
    return opened
  }
  return {
    phone: (origin) => page(phoneContext(browser, origin)),
    desk: (origin) =>
      page(browser.newContext({ baseURL: origin, locale: 'zh-CN', viewport: { width: 1440, height: 900 } })),
    urls,
    errors,
    close: () => browser.close(),
  }
}

const phoneContext = (browser: Browser, baseURL: string) =>
  browser.newContext({
    baseURL,
    locale: 'zh-CN',
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  })
