import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import type * as api from '@loumen/shared/accounts/api'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import { everything, type Grant } from '@loumen/shared/roles'
import type { Context } from 'koa'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { duplicateKey, oid } from '../base/db'
import { blind } from '../base/personal'
import { now, real, setClock as set, speed } from '../clock'
import { pathOfScope } from '../community/paths'
import type { Config } from '../config'
import { setCookie } from '../http/cookie'
import { count, uncount } from '../http/limits'
import { type AccountDocument, AccountModel, CodeModel } from './model'
import { hashPassword, isCommon, isPassword, pretendToCheck, randomPassword } from './password'
import { presentMe, presentStaff } from './present'
import { residentOf } from './residents'
import { type CodeSender, senderFor } from './sender'
import { closeOtherSessions, closeSession, forget, openSession, readAccount, sessionLasts } from './sessions'
import { addStaff } from './staff'

const codeLasts = 5 * 60_000
let demo = false
let sender: CodeSender = senderFor({ demo: false })

/** Whether this is a demo, and so which sender there is and whether the clock may be set. */
export function configureAccounts(config: Config) {
  demo = config.demo
  sender = senderFor(config)
}

const codeHash = (phone: string, code: string) =>
  createHash('sha256')
    .update(`${blind('code', phone)}.${code}`)
    .digest('base64url')

/** Sends a six-digit code that lives five minutes and five tries. */
export async function sendCode({ phone }: Parsed<typeof api.sendCode>, _actor: Actor, ctx: Context) {
  const index = blind('phone', phone)
  await count('codeByAddress', ctx.ip)
  await count('codeByPhone', index)
  await count('codeByPhoneInADay', index)
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const { shown } = await sender.send(phone, code)
  await CodeModel.updateOne(
    { _id: index },
    { $set: { code: codeHash(phone, code), tries: 0, expiresAt: new Date(real() + codeLasts) } },
    { upsert: true },
  )
  return { sent: true as const, code: shown }
}

/** Signs a resident in; the account is made at the first time. */
export async function signInByCode({ phone, code }: Parsed<typeof api.signInByCode>, _actor: Actor, ctx: Context) {
  await mustBeSent(phone, code, ctx)
  return phoneSession(await residentOf({ phone }))
}

/** Signs in to the account for work that has this number. Whoever has none learns it only with the right code. */
export async function signInToWork({ phone, code }: Parsed<typeof api.signInToWork>, _actor: Actor, ctx: Context) {
  await mustBeSent(phone, code, ctx)
  const account = await AccountModel.findOne({ kind: 'staff', workPhoneIndex: blind('phone', phone) }).lean()
  if (!account) throw new Refused('auth.noWork')
  return phoneSession(account)
}

async function phoneSession(account: AccountDocument) {
  const token = await openSession(account._id, 'bearer')
  const asActor = await readAccount(String(account._id))
  if (!asActor) throw new Refused('auth.required')
  return { token, me: presentMe(account, asActor, demo) }
}

/** Uses up the code that was sent to this phone. Refuses with auth.codeWrong, rate.limited. */
async function mustBeSent(phone: string, code: string, ctx: Context) {
  const index = blind('phone', phone)
  await count('tryByAddress', ctx.ip)
  await count('tryByPhoneInADay', index)
  const kept = await CodeModel.findOneAndUpdate(
    { _id: index, tries: { $lt: 5 }, expiresAt: { $gt: new Date(real()) } },
    { $inc: { tries: 1 } },
    { returnDocument: 'after' },
  ).lean()
  if (!kept || !same(kept.code, codeHash(phone, code))) throw new Refused('auth.codeWrong')
  const { deletedCount } = await CodeModel.deleteOne({ _id: index, code: kept.code })
  if (!deletedCount) throw new Refused('auth.codeWrong')
}

const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** Signs staff in on the console (cookie) or on a phone (bearer token). */
export async function signIn({ login, password, on }: Parsed<typeof api.signIn>, _actor: Actor, ctx: Context) {
  await count('signInByAddress', ctx.ip)
  const guesser = `${login} ${ctx.ip}`
  // Before the account's own limit: one address alone uses it up for nobody else.
  await count('signInByAccountAndAddress', guesser)
  await count('signInByAccount', login)
  const account = await AccountModel.findOne({ kind: 'staff', login }).lean()
  if (!account?.password) {
    await pretendToCheck(password, ctx.ip)
    throw new Refused('auth.wrong')
  }
  if (!(await isPassword(password, account.password, ctx.ip))) throw new Refused('auth.wrong')
  await uncount('signInByAccountAndAddress', guesser)
  await uncount('signInByAccount', login)
  const token = await openSession(account._id, on === 'console' ? 'cookie' : 'bearer')
  const asActor = await readAccount(String(account._id))
  if (!asActor) throw new Refused('auth.wrong')
  const me = presentMe(account, asActor, demo)
  if (on === 'phone') return { token, me }
  setCookie(ctx, token, sessionLasts.cookie)
  return { me }
}

export async function signOut(_input: Parsed<typeof api.signOut>, actor: Actor, ctx: Context) {
  actor.self()
  if (ctx.state.session) await closeSession(ctx.state.session)
  if (actor.from === 'console') setCookie(ctx, null, 0)
  return { signedOut: true as const }
}

export async function me(_input: Parsed<typeof api.me>, actor: Actor) {
  const account = await AccountModel.findById(oid(actor.self())).lean()
  if (!account) throw new Refused('auth.required')
  return presentMe(account, actor.account, demo)
}

/** Sets a new password and ends every other session of the account. */
export async function changePassword({ current, next }: Parsed<typeof api.changePassword>, actor: Actor, ctx: Context) {
  const account = await AccountModel.findById(oid(actor.self())).lean()
  await count('signInByAccount', account?.login ?? actor.account.id)
  if (!account?.password || !(await isPassword(current, account.password, ctx.ip))) throw new Refused('auth.wrong')
  if (isCommon(next) || next === current) throw new Refused('auth.passwordWeak')
  await AccountModel.updateOne(
    { _id: account._id },
    { $set: { password: await hashPassword(next), mustChangePassword: false } },
  )
  await closeOtherSessions(String(account._id), ctx.state.session?.id ?? '')
  return { changed: true as const }
}

export async function listStaff({ communityId }: Parsed<typeof api.listStaff>, actor: Actor) {
  const path = await pathOfScope(communityId)
  actor.must('staff.manage', path)
  const accounts = await AccountModel.find({ kind: 'staff' }).sort({ login: 1 }).limit(2000).lean()
  const inside = await Promise.all(
    accounts.map(async (account) => (await touches(account.grants, communityId)) || account.grants.length === 0),
  )
  return { staff: accounts.filter((_, i) => inside[i]).map(presentStaff) }
}

/** Whether one of these grants lies in the community or above it. */
async function touches(grants: readonly Grant[], communityId: string) {
  const above = await pathOfScope(communityId)
  for (const { scope } of grants) {
    if (
      scope === everything ||
      above.includes(scope) ||
      (await pathOfScope(scope).catch((): string[] => [])).includes(communityId)
    )
      return true
  }
  return false
}

/** Nobody grants a role that could do what they themselves may not, or beyond their own scope. */
async function mustBeAbleToGrant(actor: Actor, grants: readonly Grant[]) {
  if (!grants.length) actor.must('staff.manage', [])
  for (const grant of grants) {
    const path = grant.scope === everything ? [] : await pathOfScope(grant.scope)
    actor.must('staff.manage', path)
    const needsAdmin = grant.role === 'admin' || grant.role === 'district'
    if (needsAdmin && !actor.roles(path).includes('admin')) throw new Refused('account.roleTooWide')
  }
}

/** Makes a staff account; its first password is answered once and has to be changed. Refuses with account.loginTaken. */
export async function createStaff({ login, name, grants }: Parsed<typeof api.createStaff>, actor: Actor) {
  await mustBeAbleToGrant(actor, grants)
  const password = randomPassword()
  const hash = await hashPassword(password)
  let ids: { accountId: string }
  try {
    ids = await change(actor, async (tx) => {
      return { accountId: await addStaff({ login, name, grants, password: hash }, tx) }
    })
  } catch (error) {
    if (duplicateKey(error)?.includes('login')) throw new Refused('account.loginTaken')
    throw error
  }
  const account = await AccountModel.findById(oid(ids.accountId)).lean()
  if (!account) throw new Refused('notFound')
  return { staff: presentStaff(account), password: actor.outcome === 'applied' ? password : undefined }
}

/** Replaces somebody's roles; sessions and rooms follow at once. */
export async function setGrants({ accountId, grants }: Parsed<typeof api.setGrants>, actor: Actor) {
  const account = await AccountModel.findOne({ _id: oid(accountId), kind: 'staff' }).lean()
  if (!account) {
    actor.must('staff.manage', [])
    throw new Refused('notFound')
  }
  await mustBeAbleToGrant(actor, [...account.grants, ...grants])
  await change(actor, async (tx) => {
    await AccountModel.updateOne({ _id: account._id }, { $set: { grants } }, { session: tx.session })
    await tx.note('staff.granted', [accountId])
    return { accountId }
  })
  forget(accountId)
  return presentStaff({ ...account, grants })
}

/** Demo mode only: sets the domain clock. */
export async function setClock(input: Parsed<typeof api.setClock>, actor: Actor) {
  actor.must('clock.set', [])
  if (!demo) throw new Refused('route.unknown')
  set(new Date(input.now), input.speed)
  return { now: now().toISOString(), speed: speed() }
}
