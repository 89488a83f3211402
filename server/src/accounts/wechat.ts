import type * as api from '@loumen/shared/accounts/api'
import { Mobile } from '@loumen/shared/accounts/schema'
import type { Parsed } from '@loumen/shared/endpoint'
import { type RefusalCode, Refused } from '@loumen/shared/refusals'
import type { Context } from 'koa'
import type { Actor } from '../base/actor'
import { oid } from '../base/db'
import { log } from '../base/log'
import type { Config } from '../config'
import { count } from '../http/limits'
import { WechatClient } from '../wechat/client'
import { WechatError, type WechatFault } from '../wechat/errors'
import { presentMe } from './present'
import { bindWechat, residentOf } from './residents'
import { openSession, readAccount } from './sessions'

let client: WechatClient | undefined
let demo = false

/** Whether there is a mini-program, and which. */
export function configureWechat(config: Config) {
  demo = config.demo
  client = config.wechat && new WechatClient(config.wechat)
}

/** WeChat's server, when this installation has a mini-program. */
export const wechatClient = () => client

const refusals: Partial<Record<WechatFault, RefusalCode>> = {
  away: 'wechat.away',
  limited: 'wechat.away',
  code: 'wechat.code',
  blocked: 'wechat.blocked',
}

/** What a fault of WeChat's means to somebody who signs in; one of setting up is logged for the operator. */
function refusalOf(error: unknown): Refused {
  if (!(error instanceof WechatError)) throw error
  const code = refusals[error.fault]
  if (!code) log.warn({ fault: error.fault, errcode: error.errcode }, 'WeChat refused')
  return new Refused(code ?? 'wechat.off')
}

async function openidOf(code: string): Promise<string> {
  if (!client) throw new Refused('wechat.off')
  return client.openid(code).catch((error) => {
    throw refusalOf(error)
  })
}

/** The number that WeChat vouches for; anything that is wrong with it ends in typing it. */
async function phoneOf(code: string): Promise<string> {
  const given = await client?.phone(code).catch((error) => {
    const { code: refusal } = refusalOf(error)
    throw new Refused(refusal === 'wechat.away' ? refusal : 'wechat.phone')
  })
  const phone = Mobile.safeParse(given)
  if (!phone.success) throw new Refused('wechat.phone')
  return phone.data
}

/** Signs a resident in by WeChat; without a phone number they claim their household by name and document alone. */
export async function signInByWechat(
  { code, phoneCode }: Parsed<typeof api.signInByWechat>,
  _actor: Actor,
  ctx: Context,
) {
  await count('tryByAddress', ctx.ip)
  const openid = await openidOf(code)
  const phone = phoneCode ? await phoneOf(phoneCode) : undefined
  const account = await residentOf({ openid, phone })
  const token = await openSession(account._id, 'bearer')
  const asActor = await readAccount(String(account._id))
  if (!asActor) throw new Refused('auth.required')
  return { token, me: presentMe(account, asActor, demo) }
}

/** Binds the WeChat user to the signed-in resident. */
export async function linkWechat({ code }: Parsed<typeof api.linkWechat>, actor: Actor) {
  const accountId = actor.self()
  if (actor.account.kind !== 'resident') throw new Refused('auth.forbidden')
  const openid = await openidOf(code)
  if (!(await bindWechat(oid(accountId), openid))) throw new Refused('auth.required')
  return { linked: true as const }
}
