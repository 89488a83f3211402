import '../zod-config'
import { z } from 'zod'
import { Mobile, PhoneWays } from '../accounts/schema'
import { endpoint } from '../endpoint'
import { Id, Instant, line } from '../fields'
import { PersonName } from '../roster/schema'
import { joinRoles } from './rules'
import { AskKey, JoinAsk, JoinCode, OwnJoinAsk } from './schema'

/** What is posted at a site: whoever is on its list arrives by it, anybody else may ask to help. */
export const readJoinCode = endpoint({
  name: 'readJoinCode',
  method: 'GET',
  path: '/sites/:siteId/join-code',
  input: z.object({ siteId: Id }),
  output: PhoneWays,
})

/** Makes the posted code void and a new one: a picture of it went round. */
export const renewJoinCode = endpoint({
  name: 'renewJoinCode',
  method: 'PUT',
  path: '/sites/:siteId/join-code',
  input: z.object({ siteId: Id }),
  output: PhoneWays,
})

/** Which site a posted code is of. Refuses with muster.codeUnknown, rate.limited. */
export const openJoinCode = endpoint({
  name: 'openJoinCode',
  method: 'POST',
  path: '/join-codes',
  open: true,
  repeatable: true,
  input: z.object({ code: JoinCode }),
  output: z.object({ siteId: Id, site: z.string(), place: z.string(), community: z.string(), live: z.boolean() }),
})

/**
 * Somebody at a site who is on no list asks to help, with their consent that the site's lead reads name and number. `key` is made
 * by the phone and opens the answer; another ask from the number takes the first one's place. Refuses with muster.codeUnknown,
 * muster.askMany, round.state, rate.limited.
 */
export const askToJoin = endpoint({
  name: 'askToJoin',
  method: 'POST',
  path: '/join-asks',
  open: true,
  input: z.object({ code: JoinCode, key: AskKey, name: PersonName, phone: Mobile, agreed: z.literal(true) }),
  output: OwnJoinAsk,
})

/** What became of one's ask. Refuses with notFound unless the key is its own. */
export const readJoinAsk = endpoint({
  name: 'readJoinAsk',
  method: 'POST',
  path: '/join-asks/state',
  open: true,
  repeatable: true,
  input: z.object({ askId: Id, key: AskKey }),
  output: OwnJoinAsk,
})

/** Takes one's ask back: name and number are gone at once. Refuses with muster.askState. */
export const withdrawJoinAsk = endpoint({
  name: 'withdrawJoinAsk',
  method: 'PUT',
  path: '/join-asks/:askId/withdrawn',
  open: true,
  input: z.object({ askId: Id, key: AskKey }),
  output: OwnJoinAsk,
})

/** Who asks to help at a site now, the first one first. */
export const listJoinAsks = endpoint({
  name: 'listJoinAsks',
  method: 'GET',
  path: '/sites/:siteId/join-asks',
  input: z.object({ siteId: Id }),
  output: z.object({ asks: z.array(JoinAsk), now: Instant }),
})

/**
 * Takes somebody on at the site until a time: they sign in by a code to their number. Who is mobilised in the round already
 * keeps that end. Of two leads one does. Refuses with muster.askState, muster.until.
 */
export const approveJoinAsk = endpoint({
  name: 'approveJoinAsk',
  method: 'PUT',
  path: '/join-asks/:askId/approved',
  input: z.object({ askId: Id, roles: z.array(z.enum(joinRoles)).min(1).max(joinRoles.length), until: Instant }),
  output: z.object({ askId: Id }),
})

/** Says no, with a reason that the person reads. Refuses with muster.askState. */
export const declineJoinAsk = endpoint({
  name: 'declineJoinAsk',
  method: 'PUT',
  path: '/join-asks/:askId/declined',
  input: z.object({ askId: Id, reason: line(200) }),
  output: z.object({ askId: Id }),
})
