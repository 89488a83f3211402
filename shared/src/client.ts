import { apiBase, type Endpoint, type Input, isCommand, type Output } from './endpoint'
import type { RefusalCode } from './refusals'

export interface Request {
  method: string
  url: string
  headers: Record<string, string>
  body?: string
}
export interface Reply {
  status: number
  body: unknown
}

/** What the server answers when it says no. */
export interface RefusalBody {
  error: { code: RefusalCode; details?: Record<string, unknown> }
}

/** The server said no; `code` names why, `details` says what to do next. */
export class RefusedByServer extends Error {
  constructor(
    readonly status: number,
    readonly code: RefusalCode,
    readonly details: Record<string, unknown> = {},
  ) {
    super(code)
  }
}

/** The server could not be reached: nothing is known of what happened to the request. */
export class Unreachable extends Error {}

export interface CallOptions {
  /** The operation's id; the same id sent twice happens once. A new one is made when none is given. */
  operationId?: string
}
export type Call = <E extends Endpoint>(endpoint: E, input: Input<E>, options?: CallOptions) => Promise<Output<E>>

/**
 * The one typed client of every screen and test. `send` does the transport and throws `Unreachable`;
 * `newId` makes operation ids; `headers` adds the session.
 */
export function createClient(
  send: (request: Request) => Promise<Reply>,
  newId: () => string,
  headers: () => Record<string, string> = () => ({}),
): Call {
  return async (endpoint, input, options = {}) => {
    const rest: Record<string, unknown> = { ...(input as Record<string, unknown>) }
    const path = endpoint.path.replace(/:(\w+)/g, (_, key: string) => {
      const value = rest[key]
      delete rest[key]
      return encodeURIComponent(String(value))
    })
    const request: Request = { method: endpoint.method, url: apiBase + path, headers: { ...headers() } }
    if (endpoint.method === 'GET') request.url += query(rest)
    else {
      request.headers['content-type'] = 'application/json'
      request.body = JSON.stringify(rest)
    }
    if (isCommand(endpoint)) request.headers['idempotency-key'] = options.operationId ?? newId()
    const reply = await send(request)
    if (reply.status >= 200 && reply.status < 300) return reply.body as never
    const { error } = (reply.body ?? {}) as Partial<RefusalBody>
    throw new RefusedByServer(reply.status, error?.code ?? 'internal', error?.details)
  }
}

function query(values: Record<string, unknown>) {
  const pairs = Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`)
  return pairs.length ? `?${pairs.join('&')}` : ''
}
