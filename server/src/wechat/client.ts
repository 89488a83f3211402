import { z } from 'zod'
import { real } from '../clock'
import { WechatError } from './errors'

export interface WechatSettings {
  appId: string
  secret: string
  /** `https://api.weixin.qq.com`, or where tests and gateways listen. */
  api: string
  /** Which version of the mini-program messages and codes open. */
  version: 'formal' | 'trial' | 'developer'
}

/** One subscribe message; values are cut to their fields' limits before they come here. */
export interface WechatMessage {
  openid: string
  templateId: string
  page: string
  data: Record<string, { value: string }>
  lang: 'zh_CN' | 'en_US'
}

const patience = 5_000
/** WeChat keeps a token good for five minutes after it handed out the next. */
const tokenMargin = 300_000

const Refusal = z.object({ errcode: z.number() }).loose()
const Token = z.object({ access_token: z.string().min(1).max(512), expires_in: z.number().positive() })
const Session = z.object({ openid: z.string().min(1), unionid: z.string().optional() })
const Phone = z.object({ phone_info: z.object({ purePhoneNumber: z.string(), countryCode: z.coerce.string() }) })
const Link = z.object({ url_link: z.url() })
const Check = z.object({ result: z.object({ suggest: z.enum(['pass', 'review', 'risky']) }) })
const environments = { formal: 'release', trial: 'trial', developer: 'develop' } as const

/** WeChat's server API: every call ends within five seconds, with an answer of the documented shape or a WechatError. */
export class WechatClient {
  private token: { text: string; until: number } | undefined
  private asking: Promise<string> | undefined

  constructor(private readonly settings: WechatSettings) {}

  /** Who this WeChat user is here. The session key stays unread: nothing needs it. */
  async openid(code: string): Promise<string> {
    const { appId, secret } = this.settings
    const query = { appid: appId, secret, js_code: code, grant_type: 'authorization_code' }
    return read(Session, await this.ask(`/sns/jscode2session?${new URLSearchParams(query)}`)).openid
  }

  /** The phone number that WeChat vouches for, with `+` and country code unless it is of the mainland. */
  async phone(code: string): Promise<string> {
    const { purePhoneNumber, countryCode } = read(
      Phone,
      await this.withToken('/wxa/business/getuserphonenumber', { code }),
    ).phone_info
    return countryCode === '86' ? purePhoneNumber : `+${countryCode}${purePhoneNumber}`
  }

  /** Sends one subscribe message. Refuses with `noGrant` when the user gave no consent, or it was used up. */
  async send({ openid, templateId, page, data, lang }: WechatMessage): Promise<void> {
    await this.withToken('/cgi-bin/message/subscribe/send', {
      touser: openid,
      template_id: templateId,
      page,
      data,
      miniprogram_state: this.settings.version,
      lang,
    })
  }

  /** The picture of a mini-program code; `scene` has at most 32 characters and comes back at launch. */
  async codeImage(scene: string, page: string): Promise<Buffer> {
    const answer = await this.withToken('/wxa/getwxacodeunlimit', {
      scene,
      page,
      check_path: this.settings.version === 'formal',
      env_version: environments[this.settings.version],
      width: 430,
    })
    if (!Buffer.isBuffer(answer)) throw new WechatError(undefined)
    return answer
  }

  /** A link that opens the mini-program from text messages and browsers, for at most 30 days. */
  async link(path: string, query: string, days = 30): Promise<string> {
    const answer = await this.withToken('/wxa/generate_urllink', {
      path,
      query,
      expire_type: 1,
      expire_interval: days,
      env_version: environments[this.settings.version],
    })
    return read(Link, answer).url_link
  }

  /** Whether others may be shown this text of a user who was in the mini-program lately. */
  async mayBeShown(text: string, openid: string): Promise<boolean> {
    const answer = await this.withToken('/wxa/msg_sec_check', { content: text, version: 2, scene: 2, openid })
    return read(Check, answer).result.suggest === 'pass'
  }

  /** A call with the access token; one that has ended is fetched anew once. */
  private async withToken(path: string, body: object): Promise<unknown> {
    const token = await this.accessToken()
    try {
      return await this.post(path, token, body)
    } catch (error) {
      if (!(error instanceof WechatError) || error.fault !== 'token') throw error
      if (this.token?.text === token) this.token = undefined
      return this.post(path, await this.accessToken(), body)
    }
  }

  private post = (path: string, token: string, body: object) =>
    this.ask(`${path}?${new URLSearchParams({ access_token: token })}`, body)

  /** The stable token: the same for every process that asks, so each keeps its own copy. */
  private accessToken(): Promise<string> {
    if (this.token && this.token.until > real()) return Promise.resolve(this.token.text)
    this.asking ??= this.fetchToken().finally(() => {
      this.asking = undefined
    })
    return this.asking
  }

  private async fetchToken(): Promise<string> {
    const { appId, secret } = this.settings
    const answer = await this.ask('/cgi-bin/stable_token', {
      grant_type: 'client_credential',
      appid: appId,
      secret,
    }).catch((error) => {
      // A wrong secret answers like an ended token; here it can only be the secret.
      throw error instanceof WechatError && error.fault === 'token' ? new WechatError(error.errcode, 'setup') : error
    })
    const { access_token, expires_in } = read(Token, answer)
    this.token = { text: access_token, until: real() + Math.max(expires_in * 1000 - tokenMargin, 60_000) }
    return access_token
  }

  private async ask(address: string, body?: object): Promise<unknown> {
    let type: string
    let bytes: Buffer
    try {
      const answer = await fetch(this.settings.api + address, {
        method: body ? 'POST' : 'GET',
        headers: body ? { 'content-type': 'application/json' } : undefined,
        body: body && JSON.stringify(body),
        signal: AbortSignal.timeout(patience),
        redirect: 'error',
      })
      bytes = Buffer.from(await answer.arrayBuffer())
      if (!answer.ok) throw new WechatError(undefined, 'away')
      type = answer.headers.get('content-type') ?? ''
    } catch {
      // Never the cause: the address holds the secret or the token.
      throw new WechatError(undefined, 'away')
    }
    if (type.startsWith('image/')) return bytes
    const answer = parse(bytes)
    const refusal = Refusal.safeParse(answer)
    if (refusal.success && refusal.data.errcode !== 0) throw new WechatError(refusal.data.errcode)
    return answer
  }
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new WechatError(undefined)
  }
}

function read<T extends z.ZodType>(shape: T, answer: unknown): z.output<T> {
  const { success, data } = shape.safeParse(answer)
  if (!success) throw new WechatError(undefined)
  return data as z.output<T>
}
