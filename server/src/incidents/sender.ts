import type { DutyContact } from '@loumen/shared/incidents/schema'
import { alertWords } from '@loumen/shared/words/incidents'
import { log } from '../base/log'
import type { Config } from '../config'

/** What somebody on duty is told: a number and a link that asks to sign in, never who or what it is about. */
export interface AlertMessage {
  contact: DutyContact
  body: string
  number: string
  communityId: string
  recallId: string
  /** What the gateway sends back when the person has acknowledged. */
  token: string
  /** What the page carries on which somebody without an account acknowledges. */
  link: string
}

/** How a message ended: `byHand` when no gateway is set, and a person has to call. */
export type AlertDelivery = 'sent' | 'failed' | 'byHand'

const patience = 8_000
let settings: { url: string; secret?: string } | undefined
let origin: string | undefined
let demo = false

export function configureAlerts(config: Pick<Config, 'alertSender' | 'publicOrigin' | 'demo'>) {
  settings = config.alertSender
  origin = config.publicOrigin
  demo = config.demo
}

/** Whether an address is https and a public name, so that nobody reaches into our own network by it. */
export function publicRobot(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return (
    protocol === 'https:' && /[.][a-z][a-z0-9-]+$/i.test(hostname) && !/[.](local|internal|localhost)$/i.test(hostname)
  )
}

/** Whether a robot's address may be posted to. */
export const mayPost = (address: string) => demo || publicRobot(address)

/** Tells one contact, by the gateway or by the robot of their chat group. */
export const sendAlert = (message: AlertMessage): Promise<AlertDelivery> =>
  message.contact.by === 'webhook' ? sendToRobot(message) : sendByGateway(message)

/** The page on which whoever has the link acknowledges; what stands behind # is sent to no server. */
const pageOf = ({ link }: AlertMessage) => origin && `${origin}/#/pages/duty/index?t=${link}`

const textOf = ({ number }: AlertMessage) => alertWords.message[0].replace('{number}', number)

/**
 * A call and text-message gateway: `POST {phone, by, body, number, text, url, page, answerUrl, token}` as JSON with the secret
 * as bearer token; any 2xx means that it was taken. It posts `{token}` to the answer address when the person acknowledges.
 */
async function sendByGateway(message: AlertMessage): Promise<AlertDelivery> {
  if (!settings) return 'byHand'
  const { url, secret } = settings
  const { contact, body, number, communityId, recallId, token } = message
  const page = pageOf(message)
  const said = {
    phone: contact.phone,
    by: contact.by,
    body,
    number,
    // A link is read, never spoken.
    text: contact.by === 'sms' && page ? `${textOf(message)}${page}` : textOf(message),
    url: origin && `${origin}/admin/c/${communityId}/recalls/${recallId}`,
    page,
    answerUrl: origin && `${origin}/api/v1/alert-answers`,
    token,
  }
  return post(url, said, secret ? { authorization: `Bearer ${secret}` } : {})
}

/** The robot of a chat group, in the form that WeCom and DingTalk take. */
async function sendToRobot(message: AlertMessage): Promise<AlertDelivery> {
  const { url } = message.contact
  if (!url || !mayPost(url)) return 'failed'
  const content = [textOf(message), pageOf(message)].filter(Boolean).join('\n')
  return post(url, { msgtype: 'text', text: { content } })
}

async function post(url: string, said: unknown, headers: Record<string, string> = {}): Promise<AlertDelivery> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(said),
    signal: AbortSignal.timeout(patience),
    redirect: 'error',
  }).catch((error: Error) => log.warn({ error: error.name }, 'the alert gateway does not answer'))
  await answer?.body?.cancel()
  if (answer?.ok) return 'sent'
  if (answer) log.warn({ status: answer.status }, 'the alert gateway refused')
  return 'failed'
}
