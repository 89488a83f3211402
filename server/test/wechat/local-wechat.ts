import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** One call as it arrived. */
export interface Asked {
  path: string
  query: Record<string, string>
  body: Record<string, unknown>
}

type Answer = unknown | ((asked: Asked, response: ServerResponse) => unknown)

const image = Buffer.from('89504e470d0a1a0a', 'hex')
export const appId = 'wx0123456789abcdef'
export const secret = 'the app’s secret'

/**
 * WeChat's server API on this machine, as documented: codes are good once, tokens end, consents are used up. What is
 * put into `next` is answered instead, once for each entry.
 */
export class LocalWechat {
  readonly asked: Asked[] = []
  /** Answers that come first, by path. */
  readonly next = new Map<string, Answer[]>()
  /** Login codes and the users they stand for; phone codes and their numbers. */
  readonly logins = new Map<string, string>()
  readonly phones = new Map<string, string>()
  /** Consents left: `openid template` and how many messages. */
  readonly consents = new Map<string, number>()
  token = 'token-1'
  private readonly server = createServer((request, response) => this.take(request, response))

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    return this
  }

  get address() {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** What the house is started with to talk to this one. */
  get environment() {
    return { WECHAT_APPID: appId, WECHAT_SECRET: secret, WECHAT_API: this.address }
  }

  calls = (path: string) => this.asked.filter((one) => one.path === path)

  answerNext(path: string, ...answers: Answer[]) {
    this.next.set(path, [...(this.next.get(path) ?? []), ...answers])
  }

  async stop() {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  private async take(request: IncomingMessage, response: ServerResponse) {
    let text = ''
    for await (const piece of request) text += piece
    const url = new URL(request.url ?? '/', 'http://wechat')
    const asked: Asked = {
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: text ? JSON.parse(text) : {},
    }
    this.asked.push(asked)
    const forced = this.next.get(asked.path)?.shift()
    const answer = typeof forced === 'function' ? forced(asked, response) : (forced ?? this.answer(asked))
    if (answer === undefined) return
    if (Buffer.isBuffer(answer)) response.setHeader('content-type', 'image/png')
    response.end(Buffer.isBuffer(answer) || typeof answer === 'string' ? answer : JSON.stringify(answer))
  }

  private answer(asked: Asked): unknown {
    const { path, query, body } = asked
    if (path === '/sns/jscode2session') {
      if (query.appid !== appId || query.secret !== secret) return { errcode: 40125, errmsg: 'invalid appsecret' }
      return spend(this.logins, query.js_code, (openid) => ({ openid, session_key: 'never to be kept' }))
    }
    if (path === '/cgi-bin/stable_token') {
      if (body.appid !== appId || body.secret !== secret) return { errcode: 40001, errmsg: 'invalid credential' }
      return { access_token: this.token, expires_in: 7200 }
    }
    if (query.access_token !== this.token) return { errcode: 42001, errmsg: 'access_token expired' }
    if (path === '/wxa/business/getuserphonenumber')
      return spend(this.phones, body.code as string, (number) => ({
        errcode: 0,
        errmsg: 'ok',
        phone_info: { phoneNumber: number, purePhoneNumber: number, countryCode: '86' },
      }))
    if (path === '/cgi-bin/message/subscribe/send') {
      const consent = `${body.touser} ${body.template_id}`
      const left = this.consents.get(consent) ?? 0
      if (!left) return { errcode: 43101, errmsg: 'user refuse to accept the msg' }
      this.consents.set(consent, left - 1)
      return { errcode: 0, errmsg: 'ok' }
    }
    if (path === '/wxa/getwxacodeunlimit') return image
    if (path === '/wxa/generate_urllink') return { errcode: 0, errmsg: 'ok', url_link: 'https://wxaurl.cn/abc' }
    if (path === '/wxa/msg_sec_check') return { errcode: 0, result: { suggest: 'pass', label: 100 } }
    return { errcode: 40066, errmsg: 'invalid url' }
  }
}

/** A code is good once. */
function spend(codes: Map<string, string>, code: string | undefined, answer: (value: string) => unknown) {
  const value = codes.get(code ?? '')
  if (value === undefined) return { errcode: 40029, errmsg: 'invalid code' }
  codes.delete(code ?? '')
  return answer(value)
}
