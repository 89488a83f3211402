import http from 'node:http'

// Phones that read an address again and again, each a little after its last answer, and note how long every answer takes.
const agent = new http.Agent({ keepAlive: true, maxSockets: 1_000 })
let latencies: number[] = []
/** When each read began that waits for its answer: what is never answered must not look fast. */
const waiting = new Set<{ since: number }>()
let running = false

function read(url: string, headers: http.OutgoingHttpHeaders): Promise<void> {
  return new Promise((resolve, reject) => {
    const own = { since: performance.now() }
    waiting.add(own)
    const asked = http
      .get(url, { agent, headers }, (answer) => {
        answer.resume()
        answer.on('end', () => {
          waiting.delete(own)
          if (answer.statusCode !== 200) return reject(new Error(`the house answered ${answer.statusCode}`))
          latencies.push(performance.now() - own.since)
          resolve()
        })
      })
      // The house closed a connection that had rested: the phone asks again, as browsers do.
      .on('error', (error) => {
        waiting.delete(own)
        if (asked.reusedSocket) resolve(read(url, headers))
        else reject(error)
      })
  })
}

async function phone(url: string, every: number, token?: string) {
  const headers = token ? { authorization: `Bearer ${token}` } : {}
  await new Promise((resolve) => setTimeout(resolve, Math.random() * every))
  while (running) {
    await read(url, headers)
    await new Promise((resolve) => setTimeout(resolve, every * (0.5 + Math.random())))
  }
}

interface Order {
  start?: { url: string; phones: number; every: number; tokens?: string[] }
  take?: boolean
}
process.on('message', (order: Order) => {
  if (order.start) {
    const { url, phones, every, tokens = [] } = order.start
    running = true
    for (let i = 0; i < phones; i++) void phone(url, every, tokens[i % tokens.length])
  }
  if (order.take) {
    const reads = latencies.length
    const now = performance.now()
    const sorted = [...latencies, ...[...waiting].map(({ since }) => now - since)].sort((a, b) => a - b)
    latencies = []
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
    process.send?.({ taken: { reads, p50: at(0.5), p99: at(0.99) } })
  }
})
process.on('disconnect', () => process.exit(0))
