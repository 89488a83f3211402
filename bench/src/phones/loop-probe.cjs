const { createHook, executionAsyncResource } = require('node:async_hooks')
const { openSync, readSync } = require('node:fs')
const { createServer } = require('node:http')
const { performance } = require('node:perf_hooks')
const { isMainThread } = require('node:worker_threads')

// Loaded into the server before it starts: how long single events keep its loop. An event lasts from its own beginning to
// that of the next, its promises and the garbage collector included, without the time in which the loop waits for work. The
// server's threads and children load this as well: only the server itself is measured.
if (isMainThread && process.env.LOOP_PROBE_PORT) {
  const port = Number(process.env.LOOP_PROBE_PORT)
  delete process.env.LOOP_PROBE_PORT
  begin(port)
}

/**
 * Measures between a request for `/on` and one for `/off`, which answers the milliseconds that the longest event took: by
 * itself, and with the time in which other programs had its processor.
 */
function begin(port) {
  let [began, waited, stood] = [0, 0, 0]
  const longest = { own: 0, wall: 0 }
  const events = createHook({
    before() {
      if (executionAsyncResource() instanceof Promise) return
      const at = performance.now()
      const idle = performance.nodeTiming.idleTime
      const queued = inLine()
      const wall = at - began - (idle - waited)
      if (began) {
        longest.wall = Math.max(longest.wall, wall)
        longest.own = Math.max(longest.own, wall - (queued - stood))
      }
      began = performance.now()
      waited = idle
      stood = queued
    },
  })
  createServer((request, response) => {
    if (request.url === '/on') {
      events.enable()
      began = longest.own = longest.wall = 0
    } else events.disable()
    response.end(JSON.stringify(longest))
  }).listen(port, '127.0.0.1')
}

const buffer = Buffer.alloc(64)
let schedule

/** Milliseconds that this thread has been ready to run while others ran, from Linux; 0 where nothing says it. */
function inLine() {
  try {
    schedule ??= openSync(`/proc/self/task/${process.pid}/schedstat`, 'r')
    const length = readSync(schedule, buffer, 0, buffer.length, 0)
    return Number(buffer.toString('latin1', 0, length).split(' ')[1]) / 1e6
  } catch {
    return 0
  }
}
