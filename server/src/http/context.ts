import type { Context } from 'koa'
import type { Session } from '../accounts/sessions'

/** What the middlewares leave on a request for the route. */
export interface HouseState {
  session?: Session
}

export type HouseContext = Context & { state: HouseState }
