import type { DutyContact } from '@loumen/shared/incidents/schema'
import { alertWords } from '@loumen/shared/words/incidents'
import { log } from '../base/log'
import type { Config } from '../config'

/** What the gateway is asked to say: a number and a link that asks to sign in, never who or what it is about. */
export interface AlertMessage {
  contact: DutyContact
  body: string
  number: string
  communityId: string
  recallId: string
  /** What the gateway sends back when the person has acknowledged. */
  token: string
}

/** How a message ended: `byHand` when no gateway is set, and a person has to call. */
export type AlertDelivery = 'sent' | 'failed' | 'byHand'

const patience = 8_000
let settings: { url: string; secret?: string } | undefined
let origin: string | undefined

export function configureAlerts({ alertSender, publicOrigin }: Pick<Config, 'alertSender' | 'publicOrigin'>) {
  settings = alertSender
  origin = publicOrigin
}

/**
 * A call and text-message gateway: `POST {phone, by, body, number, text, url, answerUrl, token}` as JSON with the secret as
 * bearer token; any 2xx means that it was taken. It posts `{token}` to the answer address when the person acknowledges.
 */
export async function sendAlert(message: AlertMessage): Promise<AlertDelivery> {
  if (!settings) return 'byHand'
  const { url, secret } = settings
  const { contact, body, number, communityId, recallId, token } = message
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(secret ? { authorization: `Bearer ${secret}` } : {}) },
    body: JSON.stringify({
      phone: contact.phone,
      by: contact.by,
      body,
      number,
      text: alertWords.message[0].replace('{number}', number),
      url: origin && `${origin}/admin/c/${communityId}/recalls/${recallId}`,
      answerUrl: origin && `${origin}/api/v1/alert-answers`,
      token,
    }),
    signal: AbortSignal.timeout(patience),
    redirect: 'error',
  }).catch((error: Error) => log.warn({ error: error.name }, 'the alert gateway does not answer'))
  await answer?.body?.cancel()
  if (answer?.ok) return 'sent'
  if (answer) log.warn({ status: answer.status }, 'the alert gateway refused')
  return 'failed'
}
