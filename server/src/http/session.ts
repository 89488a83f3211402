import { Refused } from '@loumen/shared/refusals'
import type { Middleware } from 'koa'
import { readKey } from '../accounts/keys'
import { readSession } from '../accounts/sessions'
import type { HouseState } from './context'
import { cookieName } from './cookie'

/**
 * Finds the session of a request: a bearer token, a laboratory's key, or the console's cookie, never two ways for one token. With the
 * cookie a request that changes something must come from the house's own pages.
 */
export const session =
  (publicOrigin?: string): Middleware<HouseState> =>
  async (ctx, next) => {
    const bearer = /^Bearer ([\w-]{43})$/.exec(ctx.get('authorization'))?.[1]
    const key = /^Bearer (lmk_[\w-]{43})$/.exec(ctx.get('authorization'))?.[1]
    const cookie = ctx.cookies.get(cookieName(ctx.secure))
    if (bearer) ctx.state.session = await readSession(bearer, 'bearer')
    else if (key) ctx.state.session = await readKey(key)
    else if (cookie) {
      const origin = ctx.get('origin')
      const own = publicOrigin ?? `${ctx.protocol}://${ctx.host}`
      if (ctx.method !== 'GET' && ctx.method !== 'HEAD' && origin !== own) throw new Refused('origin.foreign')
      ctx.state.session = await readSession(cookie, 'cookie')
    }
    await next()
  }
