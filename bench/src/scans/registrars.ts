import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'

/** One registrar's work: a tube, and the people to scan into it one after another. */
export interface Desk {
  tubeId: string
  numbers: string[]
}

export interface Scanned {
  perSecond: number
  /** The time within which 99 of 100 scans are answered, in milliseconds. */
  p99: number
}

/** Lets all registrars scan at once, each waiting for every answer, for so many milliseconds at the longest. */
export async function scanAll(
  origin: string,
  desks: readonly Desk[],
  headers: Record<string, string> = {},
  longest = Number.POSITIVE_INFINITY,
): Promise<Scanned> {
  const agent = new Agent({ keepAlive: true, maxSockets: desks.length })
  const times: number[] = []
  const started = performance.now()
  await Promise.all(
    desks.map(async ({ tubeId, numbers }) => {
      for (const number of numbers) {
        const began = performance.now()
        if (began - started > longest) return
        await post(agent, `${origin}/api/v1/tubes/${tubeId}/people`, headers, { scan: { kind: 'document', number } })
        times.push(performance.now() - began)
      }
    }),
  )
  const seconds = (performance.now() - started) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  return { perSecond: times.length / seconds, p99: times[Math.floor(times.length * 0.99)] ?? 0 }
}

function post(agent: Agent, url: string, headers: Record<string, string>, body: unknown) {
  return new Promise<void>((resolve, reject) => {
    const text = JSON.stringify(body)
    const sent = request(
      url,
      {
        agent,
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
          'idempotency-key': randomUUID(),
        },
      },
      (answer) => {
        const pieces: Buffer[] = []
        answer.on('data', (piece) => pieces.push(piece))
        answer.on('end', () =>
          answer.statusCode === 200 ? resolve() : reject(new Error(`${answer.statusCode} ${Buffer.concat(pieces)}`)),
        )
      },
    )
    sent.on('error', reject)
    sent.end(text)
  })
}
