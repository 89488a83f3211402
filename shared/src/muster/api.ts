import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Attachment, Id, Instant } from '../fields'
import { MusterEntry, Mustered, MusterFault, PostMuster, SiteWaiting } from './schema'

/** What a list (xlsx, csv, pasted) says, and its cells at fault; nothing is written. Refuses with roster.unreadable, muster.size. */
export const checkMuster = endpoint({
  name: 'checkMuster',
  method: 'POST',
  path: '/rounds/:roundId/muster-checks',
  bodyLimit: 3_000_000,
  input: z.object({ roundId: Id, file: Attachment }),
  /** The first faults, and how many there are. */
  output: z.object({ people: z.array(Mustered), faults: z.array(MusterFault), faulty: z.number().int() }),
})

/**
 * Mobilises everybody of a list until a time: each can sign in with a code sent to their phone. All of them or none: refuses with
 * muster.faulty, muster.until and as checking does.
 */
export const muster = endpoint({
  name: 'muster',
  method: 'POST',
  path: '/rounds/:roundId/musters',
  bodyLimit: 3_000_000,
  input: z.object({ roundId: Id, file: Attachment, siteId: Id, until: Instant }),
  output: z.object({ people: z.number().int() }),
})

/** The muster board of a round: who is expected, has arrived, was released; and post by post who stands there and who should. */
export const listMuster = endpoint({
  name: 'listMuster',
  method: 'GET',
  path: '/rounds/:roundId/musters',
  input: z.object({ roundId: Id }),
  output: z.object({ people: z.array(MusterEntry), posts: z.array(PostMuster), now: Instant }),
})

/** What waits for the signed-in person at the sites that they lead, in the rounds under way. */
export const myMuster = endpoint({
  name: 'myMuster',
  method: 'GET',
  path: '/my/muster',
  input: z.object({}),
  output: z.object({ sites: z.array(SiteWaiting), now: Instant }),
})

/** One arrives at a site whose code one scanned. Twice is once. Refuses with muster.notListed. */
export const arrive = endpoint({
  name: 'arrive',
  method: 'PUT',
  path: '/sites/:siteId/arrivals',
  input: z.object({ siteId: Id }),
  output: z.object({ site: z.string(), unit: z.string(), until: Instant, arrivedAt: Instant }),
})

/** Says that somebody whose phone is dead has arrived. Refuses with muster.state. */
export const markArrived = endpoint({
  name: 'markArrived',
  method: 'PUT',
  path: '/musters/:musterId/arrived',
  input: z.object({ musterId: Id }),
  output: z.object({ musterId: Id }),
})

/** Lets somebody go: the roles that the list gave them end at once. Refuses with muster.state. */
export const releaseMustered = endpoint({
  name: 'releaseMustered',
  method: 'PUT',
  path: '/musters/:musterId/released',
  input: z.object({ musterId: Id }),
  output: z.object({ musterId: Id }),
})
