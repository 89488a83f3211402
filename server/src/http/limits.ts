import { Refused } from '@loumen/shared/refusals'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'

const limiter = (points: number, seconds: number) => new RateLimiterMemory({ points, duration: seconds })

/** Throttles against guessing. Never by address alone: a whole community may share one. */
export const limits = {
  signInByAccount: limiter(10, 900),
  signInByAddress: limiter(300, 900),
  codeByPhone: limiter(5, 600),
  codeByAddress: limiter(5000, 3600),
  claimByAccount: limiter(8, 3600),
}

/** Counts one attempt; refuses with rate.limited and the seconds to wait. */
export async function count(which: keyof typeof limits, key: string) {
  try {
    await limits[which].consume(key)
  } catch (result) {
    throw new Refused('rate.limited', { seconds: Math.ceil((result as RateLimiterRes).msBeforeNext / 1000) })
  }
}
