import type { Middleware } from 'koa'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'

const registry = new Registry()
collectDefaultMetrics({ register: registry })
const requests = new Histogram({
  name: 'loumen_http_request_seconds',
  help: 'Time to answer, by method, route and status class.',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  registers: [registry],
})

/** Measures API requests. Routes are named by their pattern, so no id ever becomes a label. */
export const measure: Middleware = async (ctx, next) => {
  if (!ctx.path.startsWith('/api/')) return next()
  const startedAt = process.hrtime.bigint()
  await next()
  const route = String((ctx as { _matchedRoute?: unknown })._matchedRoute ?? 'none')
  requests.observe(
    { method: ctx.method, route, status: `${Math.floor(ctx.status / 100)}xx` },
    Number(process.hrtime.bigint() - startedAt) / 1e9,
  )
}

/** The metrics in Prometheus' text format. */
export const metricsText = () => registry.metrics()
