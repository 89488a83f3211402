import path from 'node:path'
import type { NoticeKind, NoticePart } from '@loumen/shared/notices/schema'
import { z } from 'zod'
import type { WechatSettings } from './wechat/client'

/** A start that cannot work; its message is the one sentence that is printed. */
export class StartError extends Error {}

const flag = (fallback: '0' | '1') =>
  z
    .enum(['0', '1'])
    .default(fallback)
    .transform((value) => value === '1')
const folder = (fallback: string) =>
  z
    .string()
    .min(1)
    .default(fallback)
    .transform((dir) => path.resolve(dir))

/** A subscribe message's template: its id, then which field takes which part of a notice: `ID thing1=what time2=when`. */
const template = z
  .string()
  .trim()
  .regex(
    /^[\w-]+( [a-z_]+\d+=(what|when|tip))+$/,
    'must be the template id and its fields, such as: ID thing1=what time2=when thing3=tip',
  )
  .transform((text): Template => {
    const [id = '', ...fields] = text.split(' ')
    return { id, fields: fields.map((field) => field.split('=') as [string, NoticePart]) }
  })
  .optional()

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('0.0.0.0'),
  DATA_DIR: folder('data'),
  KEYS_DIR: folder('keys'),
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/\S+$/, 'must start with mongodb:// or mongodb+srv://')
    .optional(),
  MONGODB_DB: z.string().min(1).default('loumen'),
  DEMO: z.enum(['0', '1']).optional(),
  TLS_CERT: z.string().min(1).optional(),
  TLS_KEY: z.string().min(1).optional(),
  PUBLIC_ORIGIN: z.url().optional(),
  TRUST_PROXY: flag('0'),
  CODE_SENDER_URL: z.url({ protocol: /^https?$/ }).optional(),
  CODE_SENDER_SECRET: z.string().min(1).optional(),
  NOTICE_SENDER_URL: z.url({ protocol: /^https?$/ }).optional(),
  NOTICE_SENDER_SECRET: z.string().min(1).optional(),
  ALERT_SENDER_URL: z.url({ protocol: /^https?$/ }).optional(),
  ALERT_SENDER_SECRET: z.string().min(1).optional(),
  WECHAT_APPID: z
    .string()
    .regex(/^wx[0-9a-f]{16}$/, 'must be the AppID: wx and 16 letters or digits')
    .optional(),
  WECHAT_SECRET: z.string().min(1).optional(),
  WECHAT_API: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/$/, ''))
    .default('https://api.weixin.qq.com'),
  WECHAT_VERSION: z.enum(['formal', 'trial', 'developer']).default('formal'),
  WECHAT_TEMPLATE_NEXT: template,
  WECHAT_TEMPLATE_CALLED: template,
  WECHAT_TEMPLATE_RESULTS: template,
  WECHAT_TEMPLATE_AGAIN: template,
  WECHAT_TEMPLATE_NEIGHBOUR: template,
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  LOG_FILE: z.string().min(1).optional(),
})

/** Whoever names a database, a public address, a certificate or a text-message gateway runs no demo unless they say so. */
const deployed = (data: z.infer<typeof Environment>) =>
  !!(data.MONGODB_URI || data.PUBLIC_ORIGIN || data.TLS_CERT || data.CODE_SENDER_URL)

/** A template as an operator set it up. */
export interface Template {
  id: string
  fields: [field: string, part: NoticePart][]
}

export interface Config {
  port: number
  host: string
  dataDir: string
  keysDir: string
  mongodbUri?: string
  mongodbName: string
  demo: boolean
  tls?: { certFile: string; keyFile: string }
  publicOrigin?: string
  trustProxy: boolean
  /** The text-message gateway that sends sign-in codes. */
  codeSender?: { url: string; secret?: string }
  /** The text-message gateway that sends notices. */
  noticeSender?: { url: string; secret?: string }
  /** The gateway that calls and texts whoever is on duty. */
  alertSender?: { url: string; secret?: string }
  /** The mini-program: without it phones sign in by code and get no messages. */
  wechat?: WechatSettings & { templates: Partial<Record<NoticeKind, Template>> }
  logLevel: string
  logFile?: string
}

/** Reads the environment once; every wrong setting is named in one sentence. The only reader of `process.env`. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const { data, error } = Environment.safeParse(given)
  if (error) {
    const faults = error.issues.map((issue) => `${issue.path.join('.')} (${issue.message})`)
    throw new StartError(`These settings are wrong: ${faults.join('; ')}.`)
  }
  if (!data.TLS_CERT !== !data.TLS_KEY)
    throw new StartError('TLS needs both TLS_CERT and TLS_KEY; only one of them is set.')
  if (!data.WECHAT_APPID !== !data.WECHAT_SECRET)
    throw new StartError('WeChat needs both WECHAT_APPID and WECHAT_SECRET; only one of them is set.')
  const templates = {
    entranceNext: data.WECHAT_TEMPLATE_NEXT,
    entranceCalled: data.WECHAT_TEMPLATE_CALLED,
    resultsReady: data.WECHAT_TEMPLATE_RESULTS,
    sampleAgain: data.WECHAT_TEMPLATE_AGAIN,
    neighbourCalled: data.WECHAT_TEMPLATE_NEIGHBOUR,
  }
  if (Object.values(templates).some(Boolean) && !data.WECHAT_APPID)
    throw new StartError('WECHAT_TEMPLATE_… needs WECHAT_APPID and WECHAT_SECRET.')
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir: data.DATA_DIR,
    keysDir: data.KEYS_DIR,
    mongodbUri: data.MONGODB_URI,
    mongodbName: data.MONGODB_DB,
    demo: data.DEMO ? data.DEMO === '1' : !deployed(data),
    tls: data.TLS_CERT && data.TLS_KEY ? { certFile: data.TLS_CERT, keyFile: data.TLS_KEY } : undefined,
    publicOrigin: data.PUBLIC_ORIGIN,
    trustProxy: data.TRUST_PROXY,
    codeSender: data.CODE_SENDER_URL ? { url: data.CODE_SENDER_URL, secret: data.CODE_SENDER_SECRET } : undefined,
    alertSender: data.ALERT_SENDER_URL ? { url: data.ALERT_SENDER_URL, secret: data.ALERT_SENDER_SECRET } : undefined,
    noticeSender: data.NOTICE_SENDER_URL
      ? { url: data.NOTICE_SENDER_URL, secret: data.NOTICE_SENDER_SECRET }
      : undefined,
    wechat:
      data.WECHAT_APPID && data.WECHAT_SECRET
        ? {
            appId: data.WECHAT_APPID,
            secret: data.WECHAT_SECRET,
            api: data.WECHAT_API,
            version: data.WECHAT_VERSION,
            templates,
          }
        : undefined,
    logLevel: data.LOG_LEVEL,
    logFile: data.LOG_FILE,
  }
}

/** Where a demo keeps what it made. */
export const demoFile = (keysDir: string) => path.join(keysDir, 'demo.json')
