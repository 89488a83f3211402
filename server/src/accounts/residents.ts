import type { ClientSession, Types } from 'mongoose'
import { duplicateKey, inTransaction, newId } from '../base/db'
import { blind, seal } from '../base/personal'
import { now } from '../clock'
import { type AccountDocument, AccountModel, ConsentModel, SessionModel } from './model'
import { phonePlace, wechatPlace } from './present'
import { forget } from './sessions'

export const accountsKey = 'accounts'

const phoneFields = (id: Types.ObjectId, phone: string) => ({
  phone: seal(accountsKey, phonePlace(id), phone),
  phoneIndex: blind('phone', phone),
})
const wechatFields = (id: Types.ObjectId, openid: string) => ({
  wechat: seal(accountsKey, wechatPlace(id), openid),
  wechatIndex: blind('wechat', openid),
})

type Joins = (from: Types.ObjectId, into: Types.ObjectId, session: ClientSession) => Promise<void>
const onJoin: Joins[] = []

/** Hears that one account becomes part of another, in the same transaction: what belonged to it moves along. */
export const whenAccountsJoin = (listener: Joins) => onJoin.push(listener)

/** The account of a phone number or WeChat user, or of both: made at the first time, joined when they were apart. */
export async function residentOf(known: { phone?: string; openid?: string }): Promise<AccountDocument> {
  for (let turn = 0; ; turn++) {
    try {
      return await inTransaction((session) => findOrMake(known, session))
    } catch (error) {
      // Two phones of one person at once: the other has made it.
      if (turn === 2 || !duplicateKey(error)) throw error
    }
  }
}

async function findOrMake({ phone, openid }: { phone?: string; openid?: string }, session: ClientSession) {
  const find = (filter: object) =>
    AccountModel.findOne({ kind: 'resident', ...filter })
      .session(session)
      .lean()
  const byPhone = phone ? await find({ phoneIndex: blind('phone', phone) }) : null
  const byWechat = openid ? await find({ wechatIndex: blind('wechat', openid) }) : null
  if (byPhone && openid) return bind(byPhone, byWechat, openid, session)
  if (byPhone) return byPhone
  // Another number is another account: what the first number was shown stays with it.
  if (byWechat?.phoneIndex && phone && openid) return bind(await make({ phone }, session), byWechat, openid, session)
  if (byWechat && phone) {
    await AccountModel.updateOne({ _id: byWechat._id }, { $set: phoneFields(byWechat._id, phone) }, { session })
    return { ...byWechat, ...phoneFields(byWechat._id, phone) }
  }
  if (byWechat) return byWechat
  return make({ phone, openid }, session)
}

async function make({ phone, openid }: { phone?: string; openid?: string }, session: ClientSession) {
  const _id = newId()
  const account: AccountDocument = {
    _id,
    kind: 'resident',
    ...(phone ? phoneFields(_id, phone) : {}),
    ...(openid ? wechatFields(_id, openid) : {}),
    mustChangePassword: false,
    grants: [],
    createdAt: now(),
  }
  await AccountModel.create([account], { session })
  return account
}

/** Makes a WeChat user the holder of this account; one that had no phone of its own becomes part of it. */
async function bind(
  account: AccountDocument,
  holder: AccountDocument | null,
  openid: string,
  session: ClientSession,
): Promise<AccountDocument> {
  if (holder?._id.equals(account._id)) return account
  if (holder?.phoneIndex)
    await AccountModel.updateOne(
      { _id: holder._id },
      { $unset: { wechat: 1, wechatIndex: 1, noticesLeft: 1 } },
      { session },
    )
  else if (holder) {
    for (const joins of onJoin) await joins(holder._id, account._id, session)
    await ConsentModel.updateMany({ accountId: holder._id }, { $set: { accountId: account._id } }, { session })
    await SessionModel.deleteMany({ accountId: holder._id }, { session })
    await AccountModel.deleteOne({ _id: holder._id }, { session })
    forget(String(holder._id))
  }
  const fields = wechatFields(account._id, openid)
  await AccountModel.updateOne({ _id: account._id }, { $set: fields, $unset: { noticesLeft: 1 } }, { session })
  return { ...account, ...fields }
}

/** Binds the WeChat user to an account that is already signed in. */
export async function bindWechat(accountId: Types.ObjectId, openid: string): Promise<boolean> {
  return inTransaction(async (session) => {
    const account = await AccountModel.findOne({ _id: accountId, kind: 'resident' }).session(session).lean()
    if (!account) return false
    const holder = await AccountModel.findOne({ wechatIndex: blind('wechat', openid) })
      .session(session)
      .lean()
    await bind(account, holder, openid, session)
    return true
  })
}
