import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id, Instant } from '../fields'
import { Grant, StaffRole } from '../roles'
import { ConsentKind, Consents } from './consent'
import { Login, Me, Mobile, Password, PhoneWays, Staff, StaffName } from './schema'

const none = z.object({})
const Session = z.object({ token: z.string().optional(), me: Me })

/** Sends a sign-in code to a phone. The development sender answers the code itself; it does not exist with DEMO=0. */
export const sendCode = endpoint({
  name: 'sendCode',
  method: 'POST',
  path: '/codes',
  open: true,
  repeatable: true,
  input: z.object({ phone: Mobile }),
  output: z.object({ sent: z.literal(true), code: z.string().optional() }),
})

/** Signs a resident in by phone and code: a bearer token for H5 and mini-program. */
export const signInByCode = endpoint({
  name: 'signInByCode',
  method: 'POST',
  path: '/resident-sessions',
  open: true,
  repeatable: true,
  input: z.object({
    phone: Mobile,
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/),
  }),
  output: Session,
})

/**
 * Signs in somebody of the staff whose number is known, on a phone: who was mobilised from a list has no password. Refuses with
 * auth.codeWrong and auth.noWork.
 */
export const signInToWork = endpoint({
  name: 'signInToWork',
  method: 'POST',
  path: '/work-sessions',
  open: true,
  repeatable: true,
  input: signInByCode.input,
  output: Session,
})

/** Signs staff in: `console` sets a cookie and answers no token, `phone` answers a bearer token. */
export const signIn = endpoint({
  name: 'signIn',
  method: 'POST',
  path: '/staff-sessions',
  open: true,
  repeatable: true,
  input: z.object({ login: Login, password: z.string().min(1).max(128), on: z.enum(['console', 'phone']) }),
  output: Session,
})

const WechatCode = z.string().min(1).max(200)

/**
 * Signs a resident in by what `wx.login` gave, and with the phone number that WeChat vouches for when its code comes
 * along. Refuses with wechat.off, wechat.code, wechat.phone, wechat.blocked and wechat.away.
 */
export const signInByWechat = endpoint({
  name: 'signInByWechat',
  method: 'POST',
  path: '/wechat-sessions',
  open: true,
  repeatable: true,
  input: z.object({ code: WechatCode, phoneCode: WechatCode.optional() }),
  output: Session,
})

/** Binds the WeChat user who holds this phone to the signed-in account, so that messages reach it. */
export const linkWechat = endpoint({
  name: 'linkWechat',
  method: 'PUT',
  path: '/me/wechat',
  repeatable: true,
  input: z.object({ code: WechatCode }),
  output: z.object({ linked: z.literal(true) }),
})

export const readConsents = endpoint({
  name: 'readConsents',
  method: 'GET',
  path: '/me/consents',
  input: none,
  output: Consents,
})

/** Gives or withdraws one consent; every answer is kept with its wording and time. */
export const setConsent = endpoint({
  name: 'setConsent',
  method: 'PUT',
  path: '/me/consents/:kind',
  input: z.object({ kind: ConsentKind, given: z.boolean(), version: z.number().int().min(1) }),
  output: Consents,
})

/** Everything that is kept of a resident's own account, in words that people can read. */
export const exportMe = endpoint({
  name: 'exportMe',
  method: 'GET',
  path: '/me/export',
  input: none,
  output: z.object({ exportedAt: Instant, parts: z.record(z.string(), z.unknown()) }),
})

/** Deletes a resident's own account. What the community must keep, its roster and its tests, is not part of it. */
export const deleteMe = endpoint({
  name: 'deleteMe',
  method: 'DELETE',
  path: '/me',
  repeatable: true,
  input: none,
  output: z.object({ deleted: z.literal(true) }),
})

/** The ways into a community, to be posted in the chat group or on a door (R5). */
export const readCommunityCode = endpoint({
  name: 'readCommunityCode',
  method: 'GET',
  path: '/communities/:communityId/code',
  input: z.object({ communityId: Id }),
  output: PhoneWays,
})

export const signOut = endpoint({
  name: 'signOut',
  method: 'DELETE',
  path: '/sessions/current',
  repeatable: true,
  input: none,
  output: z.object({ signedOut: z.literal(true) }),
})

export const me = endpoint({ name: 'me', method: 'GET', path: '/me', input: none, output: Me })

/** Sets a new password and ends every other session of the account. */
export const changePassword = endpoint({
  name: 'changePassword',
  method: 'PUT',
  path: '/me/password',
  repeatable: true,
  input: z.object({ current: z.string().min(1).max(128), next: Password }),
  output: z.object({ changed: z.literal(true) }),
})

export const listStaff = endpoint({
  name: 'listStaff',
  method: 'GET',
  path: '/communities/:communityId/staff',
  input: z.object({ communityId: Id }),
  output: z.object({ staff: z.array(Staff) }),
})

/** Makes a staff account with a random first password, shown once and to be changed at the first sign-in. */
export const createStaff = endpoint({
  name: 'createStaff',
  method: 'POST',
  path: '/staff',
  input: z.object({
    login: Login,
    name: StaffName,
    grants: z
      .array(Grant.extend({ role: StaffRole }))
      .min(1)
      .max(20),
  }),
  output: z.object({ staff: Staff, password: z.string().optional() }),
})

/** Replaces somebody's roles; their sessions and rooms follow at once. */
export const setGrants = endpoint({
  name: 'setGrants',
  method: 'PUT',
  path: '/staff/:accountId/grants',
  input: z.object({ accountId: Id, grants: z.array(Grant.extend({ role: StaffRole })).max(20) }),
  output: Staff,
})

/** Demo mode only: sets the domain clock, and how fast it runs. */
export const setClock = endpoint({
  name: 'setClock',
  method: 'PUT',
  path: '/clock',
  repeatable: true,
  input: z.object({ now: Instant, speed: z.number().positive().max(3600).default(1) }),
  output: z.object({ now: Instant, speed: z.number() }),
})
