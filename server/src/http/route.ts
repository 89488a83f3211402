import { bodyParser } from '@koa/bodyparser'
import Router from '@koa/router'
import { type Endpoint, isCommand, type Output, type Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type { Context } from 'koa'
import { Actor } from '../base/actor'
import { blind } from '../base/personal'
import type { HouseState } from './context'

export type Handler<E extends Endpoint> = (input: Parsed<E>, actor: Actor, ctx: Context) => Promise<Output<E>>

const operationId = /^[A-Za-z0-9_-]{16,64}$/
const nobody = { id: '', kind: 'system', grants: [], mustChangePassword: false } as const
const mayWithOldPassword = new Set(['me', 'changePassword', 'signOut'])

const usualBody = 65_536
const reader = (jsonLimit: number) =>
  bodyParser({ enableTypes: ['json'], jsonLimit, parsedMethods: ['POST', 'PUT', 'DELETE'] })

export const api = () => new Router<HouseState>({ prefix: '/api/v1' })

/** Mounts one endpoint: body, session, input by its schema, the command, and the answer. */
export function route<E extends Endpoint>(router: Router<HouseState>, endpoint: E, handler: Handler<E>) {
  const usual = reader(usualBody)
  // Reading megabytes of JSON holds everybody up: files are taken from staff only, before it is asked who may what.
  const large = endpoint.bodyLimit ? reader(endpoint.bodyLimit) : usual
  router.register(endpoint.path, [endpoint.method.toLowerCase()], async (ctx) => {
    const { session } = ctx.state as HouseState
    if (!session && !endpoint.open) throw new Refused('auth.required')
    if (session?.kind === 'key' && !endpoint.open && !endpoint.keys) throw new Refused('auth.forbidden')
    if (session?.account.mustChangePassword && !mayWithOldPassword.has(endpoint.name))
      throw new Refused('auth.passwordMustChange')
    const koa = ctx as unknown as Context
    const parse = session && session.account.kind !== 'resident' ? large : usual
    if (endpoint.method !== 'GET') await parse(koa, async () => {})
    const body = (koa.request.body ?? {}) as Record<string, unknown>
    const given = { ...ctx.query, ...body, ...ctx.params }
    const input = endpoint.input.parse(given) as Parsed<E>
    const actor = new Actor(
      session?.account ?? nobody,
      session?.kind === 'cookie' ? 'console' : 'phone',
      operation(endpoint, ctx.get('idempotency-key'), given),
    )
    const answer = await handler(input, actor, koa)
    if (!endpoint.open && !actor.asked) throw new Error(`${endpoint.name} asked nobody whether it may`)
    if (actor.operation) ctx.set('operation-outcome', actor.outcome)
    if (ctx.body === undefined) ctx.body = answer
  })
}

function operation(endpoint: Endpoint, id: string, given: unknown) {
  if (!isCommand(endpoint)) return undefined
  if (!operationId.test(id)) throw new Refused('operation.missing')
  // Under a key: a body may hold a document number, and a plain hash of one is soon guessed.
  return { id, endpoint: endpoint.name, fingerprint: blind('operation', endpoint.name + JSON.stringify(given)) }
}
