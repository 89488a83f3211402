import { type Call, createClient, RefusedByServer, type Reply, type Request, Unreachable } from '@loumen/shared/client'
import Taro from '@tarojs/taro'
import { operationId } from '../platform/operation-id'
import { randomBytes } from '../platform/random-bytes'
import { endSession, type SessionKind, sessionOf } from './session'

async function send({ method, url, headers, body }: Request): Promise<Reply> {
  try {
    const { statusCode, data } = await Taro.request({
      url: SERVER_ADDRESS + url,
      method: method as 'GET' | 'POST' | 'PUT' | 'DELETE',
      header: headers,
      data: body,
      timeout: 15_000,
      // The console's cookie is nobody's here.
      credentials: 'omit',
    })
    // A gateway's answer in place of the server's says nothing about what happened.
    if (statusCode >= 502 && typeof data?.error?.code !== 'string') throw new Unreachable()
    return { status: statusCode, body: data }
  } catch {
    throw new Unreachable()
  }
}

export const newOperationId = () => operationId(randomBytes())

const client = (kind: SessionKind): Call => {
  const call = createClient(send, newOperationId, (): Record<string, string> => {
    const session = sessionOf(kind)
    return session ? { authorization: `Bearer ${session.token}` } : {}
  })
  return async (endpoint, input, options) => {
    try {
      return await call(endpoint, input, options)
    } catch (error) {
      if (error instanceof RefusedByServer && error.code === 'auth.required') endSession(kind)
      throw error
    }
  }
}

/** The typed client of each session; every request of the phone goes through one of them. */
export const callAs: Record<SessionKind, Call> = { resident: client('resident'), staff: client('staff') }
