import { createClient, type Reply, type Request, Unreachable } from '@loumen/shared/client'

const patience = 20_000

/** Operation ids without a secure context: phones and screens on a plain http address have no randomUUID. */
export function newOperationId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function send(request: Request): Promise<Reply> {
  const abort = new AbortController()
  const timer = setTimeout(() => abort.abort(), patience)
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers,
      body: request.body,
      credentials: 'same-origin',
      signal: abort.signal,
    })
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : undefined }
  } catch {
    throw new Unreachable()
  } finally {
    clearTimeout(timer)
  }
}

/** The one way to the server: the session is the same-origin cookie. */
export const call = createClient(send, newOperationId)
