import { Refused } from '@loumen/shared/refusals'
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible'

const limiter = (points: number, seconds: number) => new RateLimiterMemory({ points, duration: seconds })

/**
 * Throttles against guessing. A whole community may share one address, so limits by address alone are wide, and a login
 * is held back together with the address that guesses: a stranger elsewhere cannot lock somebody out.
 */
export const limits = {
  signInByAccountAndAddress: limiter(10, 900),
  signInByAccount: limiter(100, 900),
  signInByAddress: limiter(300, 900),
  codeByPhone: limiter(5, 600),
  codeByPhoneInADay: limiter(20, 86_400),
  codeByAddress: limiter(5000, 3600),
  tryByPhoneInADay: limiter(40, 86_400),
  tryByAddress: limiter(5000, 3600),
  answerByAddress: limiter(600, 3600),
  certificateByAddress: limiter(600, 3600),
  certificateFileByAccount: limiter(300, 3600),
  certificateFileByAddress: limiter(6000, 3600),
  claimByAccount: limiter(8, 3600),
  neighbourByAccount: limiter(120, 3600),
  applyByAccount: limiter(12, 3600),
  joinByAddress: limiter(1200, 3600),
  joinByPhone: limiter(6, 3600),
  askByAddress: limiter(60_000, 3600),
}

/** Gives attempts back that turned out to be right. */
export const uncount = (which: keyof typeof limits, key: string) => limits[which].reward(key)

/** Counts one attempt; refuses with rate.limited and the seconds to wait. */
export async function count(which: keyof typeof limits, key: string) {
  try {
    await limits[which].consume(key)
  } catch (result) {
    throw new Refused('rate.limited', { seconds: Math.ceil((result as RateLimiterRes).msBeforeNext / 1000) })
  }
}
