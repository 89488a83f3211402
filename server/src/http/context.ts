import type { Session } from '../accounts/sessions'

/** What the middlewares leave on a request for the route. */
export interface HouseState {
  session?: Session
}
