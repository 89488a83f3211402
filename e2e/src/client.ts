import { randomUUID } from 'node:crypto'
import { sendCode, signIn, signInByCode } from '@loumen/shared/accounts/api'
import { type Call, createClient, type Reply, type Request, Unreachable } from '@loumen/shared/client'
import { accountOf, type House } from './house'

/** The typed client of a person without a screen; `urls` keeps every address it asked for. */
export function callerAt(origin: string, urls: string[] = [], token?: string): Call {
  const send = async ({ method, url, headers, body }: Request): Promise<Reply> => {
    urls.push(origin + url)
    const answer = await fetch(origin + url, { method, headers, body }).catch((cause: Error) => {
      throw new Unreachable(cause.message)
    })
    return { status: answer.status, body: await answer.json() }
  }
  return createClient(
    send,
    randomUUID,
    (): Record<string, string> => (token ? { authorization: `Bearer ${token}` } : {}),
  )
}

/** Signs staff in on a phone and answers their client. */
export async function staffAt(origin: string, login: string, password: string, urls?: string[]): Promise<Call> {
  const { token } = await callerAt(origin, urls)(signIn, { login, password, on: 'phone' })
  return callerAt(origin, urls, token)
}

/** The client of somebody of this role in the demo. */
export function demoStaff(house: House, role: string): Promise<Call> {
  const { login, password } = accountOf(house, role)
  return staffAt(house.origin, login, password)
}

/** Signs a resident in with the code that the development sender shows. */
export async function residentAt(origin: string, phone: string, urls?: string[]): Promise<Call> {
  const anybody = callerAt(origin, urls)
  const { code } = await anybody(sendCode, { phone })
  if (!code) throw new Error('the development sender shows no code')
  const { token } = await anybody(signInByCode, { phone, code })
  return callerAt(origin, urls, token)
}
