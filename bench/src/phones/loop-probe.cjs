const { createHook, executionAsyncResource } = require('node:async_hooks')
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

/** Measures between a request for `/on` and one for `/off`, which answers the milliseconds that the longest event took. */
function begin(port) {
  let [began, waited, longest] = [0, 0, 0]
  const events = createHook({
    before() {
      if (executionAsyncResource() instanceof Promise) return
      const at = performance.now()
      const idle = performance.nodeTiming.idleTime
      const took = at - began - (idle - waited)
      if (began) longest = Math.max(longest, took)
      began = at
      waited = idle
    },
  })
  createServer((request, response) => {
    if (request.url === '/on') {
      events.enable()
      began = longest = 0
    } else events.disable()
    response.end(String(longest))
  }).listen(port, '127.0.0.1')
}
