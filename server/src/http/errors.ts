import { type RefusalCode, Refused, refusals } from '@loumen/shared/refusals'
import type { Middleware } from 'koa'
import { ZodError } from 'zod'
import { log, stackOf } from '../base/log'

/** The one error path: refusals answer their code, bad input names its fields, everything else is logged and hidden. */
export const errors: Middleware = async (ctx, next) => {
  try {
    await next()
    if (ctx.status === 404 && ctx.body === undefined && ctx.path.startsWith('/api/')) throw new Refused('route.unknown')
    if (ctx.status === 405) answer(ctx, 405, 'route.unknown')
  } catch (error) {
    const { code, details } = asRefusal(error)
    if (code === 'internal')
      log.error(
        { path: ctx.path.replace(/[0-9a-f]{24}/g, ':id'), method: ctx.method, stack: stackOf(error) },
        'request failed',
      )
    if (code === 'rate.limited' && details.seconds) ctx.set('retry-after', String(details.seconds))
    answer(ctx, refusals[code][0], code, details)
  }
}

function answer(
  ctx: { status: number; body: unknown },
  status: number,
  code: RefusalCode,
  details: Record<string, unknown> = {},
) {
  ctx.status = status
  ctx.body = { error: { code, details } }
}

function asRefusal(error: unknown): { code: RefusalCode; details: Record<string, unknown> } {
  if (error instanceof Refused) return error
  if (error instanceof ZodError) {
    const fields = [...new Set(error.issues.map((issue) => issue.path.join('.') || 'body'))]
    return { code: 'input.invalid', details: { fields: fields.join(', ') } }
  }
  if (isAway(error)) return { code: 'unavailable', details: {} }
  const { status, type } = error as { status?: number; type?: string }
  if (status === 413 || type === 'entity.too.large') return { code: 'input.tooLarge', details: {} }
  if (status === 400 || status === 415) return { code: 'input.invalid', details: { fields: 'body' } }
  return { code: 'internal', details: {} }
}

/** Whether the database could not be reached: nothing was changed, and the next try may work. */
const isAway = (error: unknown) =>
  error instanceof Error &&
  /^(MongoServerSelection|MongoNetwork|MongoNotConnected|MongooseServerSelection)/.test(error.name)
