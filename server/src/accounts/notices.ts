import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/notices/api'
import { NoticeKind, type NoticePart, noticePages } from '@loumen/shared/notices/schema'
import { Refused } from '@loumen/shared/refusals'
import { noticeWords } from '@loumen/shared/words/notices'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { oid } from '../base/db'
import { log } from '../base/log'
import { type Delivery, type Notice, sendBy } from '../base/notices'
import { unseal } from '../base/personal'
import type { Config, Template } from '../config'
import { WechatError, type WechatFault } from '../wechat/errors'
import { fieldTime, fieldValue } from '../wechat/values'
import { type AccountDocument, AccountModel } from './model'
import { phonePlace, wechatPlace, workPhonePlace } from './present'
import { wechatClient } from './wechat'

/** Nobody needs more messages of a kind than a day has calls. */
const mostLeft = 20
const patience = 5_000
let templates: Partial<Record<NoticeKind, Template>> = {}

/** Opens the channels that this installation has: WeChat first, text messages for whom it does not reach. */
export function configureNotices({ wechat, noticeSender, publicOrigin }: Config) {
  templates = wechat?.templates ?? {}
  sendBy('wechat', wechat && sendByWechat)
  sendBy('sms', noticeSender && sendByText(noticeSender, publicOrigin))
}

export async function phoneSetup(_input: Parsed<typeof api.phoneSetup>) {
  return {
    wechat: !!wechatClient(),
    templates: NoticeKind.options.flatMap((kind) => {
      const template = templates[kind]
      return template ? [{ kind, id: template.id }] : []
    }),
  }
}

async function grantsOf(accountId: string) {
  const account = await AccountModel.findById(oid(accountId), { wechatIndex: 1, noticesLeft: 1 }).lean()
  return { reachable: !!account?.wechatIndex && !!wechatClient(), left: account?.noticesLeft ?? {} }
}

export async function readNoticeGrants(_input: Parsed<typeof api.readNoticeGrants>, actor: Actor) {
  return grantsOf(actor.self())
}

/** Counts what was allowed at one tap; the same kind twice in one tap is one message. */
export async function grantNotices({ accepted }: Parsed<typeof api.grantNotices>, actor: Actor) {
  const accountId = actor.self()
  if (actor.account.kind !== 'resident') throw new Refused('auth.forbidden')
  await change(actor, async (tx) => {
    for (const kind of new Set(accepted))
      await AccountModel.updateOne(
        {
          _id: oid(accountId),
          $or: [{ [`noticesLeft.${kind}`]: { $lt: mostLeft } }, { [`noticesLeft.${kind}`]: { $exists: false } }],
        },
        { $inc: { [`noticesLeft.${kind}`]: 1 } },
        { session: tx.session },
      )
    return { accountId }
  })
  return grantsOf(accountId)
}

const deliveries: Partial<Record<WechatFault, Delivery>> = {
  away: 'again',
  limited: 'again',
  token: 'again',
  noGrant: 'noGrant',
  openid: 'noAddress',
  blocked: 'refused',
}

const partOf = (kind: NoticeKind, part: NoticePart, at: Date) =>
  part === 'when' ? fieldTime(at) : noticeWords[part === 'what' ? kind : 'tip'][0]

/** The page that a message opens: the round and household are ids, nobody's data. */
function pageOf(kind: NoticeKind, { roundId, householdId }: Notice['about']) {
  const query = new URLSearchParams({
    ...(roundId ? { round: roundId } : {}),
    ...(householdId ? { household: householdId } : {}),
  })
  return `${noticePages[kind]}/index${query.size ? `?${query}` : ''}`
}

/** One message for one consent: it is taken before the call and given back when nothing was sent. */
async function sendByWechat({ accountId, kind: named, about, at }: Notice & { at: Date }): Promise<Delivery> {
  const kind = NoticeKind.safeParse(named).data
  const template = kind && templates[kind]
  const client = wechatClient()
  const account = await AccountModel.findById(oid(accountId)).lean()
  if (!kind || !template || !client || !account?.wechat) return 'noAddress'
  const place = `noticesLeft.${kind}`
  const taken = await AccountModel.updateOne({ _id: account._id, [place]: { $gt: 0 } }, { $inc: { [place]: -1 } })
  if (!taken.modifiedCount) return 'noGrant'
  try {
    await client.send({
      openid: unseal(wechatPlace(account._id), account.wechat),
      templateId: template.id,
      page: pageOf(kind, about),
      data: Object.fromEntries(
        template.fields.map(([field, part]) => [field, { value: fieldValue(field, partOf(kind, part, at)) }]),
      ),
      lang: 'zh_CN',
    })
    return 'sent'
  } catch (error) {
    if (!(error instanceof WechatError)) throw error
    const delivery = deliveries[error.fault] ?? 'failed'
    if (delivery === 'noGrant') await AccountModel.updateOne({ _id: account._id }, { $set: { [place]: 0 } })
    else await AccountModel.updateOne({ _id: account._id }, { $inc: { [place]: 1 } })
    if (delivery === 'failed') log.warn({ fault: error.fault, errcode: error.errcode, kind }, 'WeChat took no message')
    return delivery
  }
}

/** The number of a resident, or of somebody who works by a code to it. */
const numberOf = ({ _id, phone, workPhone }: AccountDocument) =>
  phone ? unseal(phonePlace(_id), phone) : workPhone && unseal(workPhonePlace(_id), workPhone)

/** A text-message gateway: `POST {phone, kind, text, url}` as JSON with the secret as bearer token; any 2xx took it. */
const sendByText =
  ({ url, secret }: NonNullable<Config['noticeSender']>, publicOrigin: string | undefined) =>
  async ({ accountId, kind: named }: Notice): Promise<Delivery> => {
    const kind = NoticeKind.safeParse(named).data
    const account = await AccountModel.findById(oid(accountId)).lean()
    const phone = account && numberOf(account)
    if (!kind || !phone) return 'noAddress'
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(secret ? { authorization: `Bearer ${secret}` } : {}) },
      body: JSON.stringify({
        phone,
        kind,
        text: noticeWords[kind][0],
        url: publicOrigin,
      }),
      signal: AbortSignal.timeout(patience),
      redirect: 'error',
    }).catch((error: Error) => log.warn({ error: error.name }, 'the notice gateway does not answer'))
    await answer?.body?.cancel()
    if (!answer || answer.status >= 500 || answer.status === 429) return 'again'
    if (answer.ok) return 'sent'
    log.warn({ status: answer.status }, 'the notice gateway refused')
    return 'refused'
  }
