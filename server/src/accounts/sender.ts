import { Refused } from '@loumen/shared/refusals'
import { log } from '../base/log'
import type { Config } from '../config'

/** Sends sign-in codes. The answer is a code only from the development sender, which shows it on the screen. */
export interface CodeSender {
  send(phone: string, code: string): Promise<{ shown?: string }>
}

const patience = 5_000

/** Demo mode: the screen itself shows the code. There is no way to it outside demo mode. */
const developmentSender: CodeSender = { send: async (_phone, code) => ({ shown: code }) }

/** No gateway is set: staff register residents. */
const noSender: CodeSender = {
  async send() {
    throw new Refused('auth.noSender')
  },
}

/** A text-message gateway: `POST {phone, code}` as JSON with the secret as bearer token; any 2xx means it was taken. */
const gateway = ({ url, secret }: NonNullable<Config['codeSender']>): CodeSender => ({
  async send(phone, code) {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(secret ? { authorization: `Bearer ${secret}` } : {}) },
      body: JSON.stringify({ phone, code }),
      signal: AbortSignal.timeout(patience),
      redirect: 'error',
    }).catch((error: Error) => log.warn({ error: error.name }, 'the code gateway does not answer'))
    await answer?.body?.cancel()
    if (answer?.ok) return {}
    if (answer) log.warn({ status: answer.status }, 'the code gateway refused')
    throw new Refused('auth.notSent')
  },
})

/** The sender of this installation: its gateway, else in demo mode the screen, else none. */
export function senderFor({ demo, codeSender }: Pick<Config, 'demo' | 'codeSender'>): CodeSender {
  if (codeSender) return gateway(codeSender)
  return demo ? developmentSender : noSender
}
