import { createHook, executionAsyncResource } from 'node:async_hooks'
import { createServer } from 'node:http'
import { performance } from 'node:perf_hooks'

// Loaded into the server before it starts: how long single events keep its loop. An event lasts from its own beginning
// to the beginning of the next, its promises and the garbage collector included, without the time the loop waits for work.
let [began, waited, cpu] = [0, 0, 0]
let longest = { wallMs: 0, cpuMs: 0 }

const cpuNow = () => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

createHook({
  before() {
    if (executionAsyncResource() instanceof Promise) return
    const at = performance.now()
    const idle = performance.nodeTiming.idleTime
    const wallMs = at - began - (idle - waited)
    // Reading the CPU clock costs as much as a small event, so it is read only around the long ones.
    if (began && wallMs > longest.wallMs) longest = { wallMs, cpuMs: Math.min(wallMs, cpuNow() - cpu) }
    if (wallMs > 1) cpu = cpuNow()
    began = at
    waited = idle
  },
}).enable()

/** Answers the longest event since it was asked last. */
createServer((_request, response) => {
  response.end(JSON.stringify(longest))
  longest = { wallMs: 0, cpuMs: 0 }
}).listen(Number(process.env.LOOP_PROBE_PORT), '127.0.0.1')
