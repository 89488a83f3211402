import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id } from '../fields'
import { Board, Call, EntranceFollowed } from './schema'

/** The public board of a round; served from memory, with an ETag. */
export const readBoard = endpoint({
  name: 'readBoard',
  method: 'GET',
  path: '/rounds/:roundId/board',
  open: true,
  input: z.object({ roundId: Id }),
  output: Board,
})

/** The site grants an entrance: its captain may call it now. Refuses with site.noOpenTable, call.live. */
export const grantCall = endpoint({
  name: 'grantCall',
  method: 'POST',
  path: '/sites/:siteId/calls',
  input: z.object({ siteId: Id, entranceId: Id }),
  output: Call,
})

/** Calls a granted entrance down. Two captains at once: one calls, the other is told so (call.state). */
export const callEntrance = endpoint({
  name: 'callEntrance',
  method: 'PUT',
  path: '/calls/:callId/called',
  input: z.object({ callId: Id }),
  output: Call,
})

/** Calls a called entrance again for those who did not hear. */
export const callAgain = endpoint({
  name: 'callAgain',
  method: 'POST',
  path: '/calls/:callId/repeats',
  input: z.object({ callId: Id }),
  output: Call,
})

/** Everybody has come or been asked: the entrance is done. */
export const clearCall = endpoint({
  name: 'clearCall',
  method: 'PUT',
  path: '/calls/:callId/cleared',
  input: z.object({ callId: Id }),
  output: Call,
})

/** Takes a grant or a call back; the entrance waits again. */
export const withdrawCall = endpoint({
  name: 'withdrawCall',
  method: 'PUT',
  path: '/calls/:callId/withdrawn',
  input: z.object({ callId: Id }),
  output: Call,
})

/** The live calls and grants of a round. */
export const listCalls = endpoint({
  name: 'listCalls',
  method: 'GET',
  path: '/rounds/:roundId/calls',
  input: z.object({ roundId: Id }),
  output: z.object({ calls: z.array(Call) }),
})

/** One entrance of a round, door by door. */
export const followEntrance = endpoint({
  name: 'followEntrance',
  method: 'GET',
  path: '/rounds/:roundId/entrances/:entranceId',
  input: z.object({ roundId: Id, entranceId: Id }),
  output: EntranceFollowed,
})
