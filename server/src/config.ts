import path from 'node:path'
import { z } from 'zod'

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
  LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  LOG_FILE: z.string().min(1).optional(),
})

/** Whoever names a database, a public address, a certificate or a text-message gateway runs no demo unless they say so. */
const deployed = (data: z.infer<typeof Environment>) =>
  !!(data.MONGODB_URI || data.PUBLIC_ORIGIN || data.TLS_CERT || data.CODE_SENDER_URL)

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
    logLevel: data.LOG_LEVEL,
    logFile: data.LOG_FILE,
  }
}

/** Where a demo keeps what it made. */
export const demoFile = (keysDir: string) => path.join(keysDir, 'demo.json')
