import http from 'node:http'

// Phones that look at a board again and again, each a little after its last answer, and note how long every answer takes.
const agent = new http.Agent({ keepAlive: true, maxSockets: 1_000 })
let latencies: number[] = []
let running = false

function read(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    http
      .get(url, { agent }, (answer) => {
        answer.resume()
        answer.on('end', () => {
          if (answer.statusCode !== 200) return reject(new Error(`the board answered ${answer.statusCode}`))
          latencies.push(performance.now() - started)
          resolve()
        })
      })
      .on('error', reject)
  })
}

async function phone(url: string, every: number) {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * every))
  while (running) {
    await read(url)
    await new Promise((resolve) => setTimeout(resolve, every * (0.5 + Math.random())))
  }
}

process.on('message', (order: { start?: { url: string; phones: number; every: number }; take?: boolean }) => {
  if (order.start) {
    const { url, phones, every } = order.start
    running = true
    for (let i = 0; i < phones; i++) void phone(url, every)
  }
  if (order.take) {
    const sorted = latencies.sort((a, b) => a - b)
    latencies = []
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
    process.send?.({ taken: { reads: sorted.length, p50: at(0.5), p99: at(0.99) } })
  }
})
process.on('disconnect', () => process.exit(0))
