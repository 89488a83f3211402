import { createHash } from 'node:crypto'
import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/muster/asks-api'
import { askLasts } from '@loumen/shared/muster/rules'
import type { OwnJoinAsk } from '@loumen/shared/muster/schema'
import { Refused } from '@loumen/shared/refusals'
import type { Context } from 'koa'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { duplicateKey, newId, oid } from '../base/db'
import { blind, seal, unseal } from '../base/personal'
import { now, real } from '../clock'
import { count } from '../http/limits'
import { roundKey } from '../rounds/keys'
import { findRound, findSite, mustBeLive } from '../rounds/queries'
import { type JoinAskDocument, JoinAskModel } from './ask-model'
import { siteOfCode } from './join-codes'
import { tellMuster } from './told'

const mostWaiting = 60
/** An answer is read within the day; then nothing of the ask is left. */
const keptFor = 24 * 3_600_000

export const askPlace = (field: 'name' | 'phone' | 'reason', id: unknown) => `joinasks.${field}|${id}`
/** What an answered ask no longer holds. */
export const personal = { name: 1, phone: 1, phoneIndex: 1 } as const

const hashOf = (key: string) => createHash('sha256').update(key).digest('base64url')

/** Somebody who stands at a site asks to help; a second ask from the number takes the first one's place. */
export async function askToJoin(input: Parsed<typeof api.askToJoin>, actor: Actor, ctx: Context): Promise<OwnJoinAsk> {
  const site = await siteOfCode(input.code, ctx)
  const round = await findRound(String(site.roundId))
  const phoneIndex = blind('phone', input.phone)
  await count('joinByPhone', phoneIndex)
  const mine = { siteId: site._id, phoneIndex, state: 'waiting' as const }
  const ask = () =>
    change(actor, async (tx) => {
      const { session } = tx
      mustBeLive(round)
      await JoinAskModel.updateMany(mine, { $set: { state: 'withdrawn' }, $unset: personal }, { session })
      const waiting = { siteId: site._id, state: 'waiting' as const, expiresAt: { $gt: now() } }
      if ((await JoinAskModel.countDocuments(waiting).session(session)) >= mostWaiting)
        throw new Refused('muster.askMany')
      const _id = newId()
      const key = roundKey(round._id)
      const made: JoinAskDocument = {
        _id,
        ...mine,
        roundId: round._id,
        nodeId: round.nodeId,
        key: hashOf(input.key),
        name: seal(key, askPlace('name', _id), input.name),
        phone: seal(key, askPlace('phone', _id), input.phone),
        at: now(),
        expiresAt: new Date(now().getTime() + askLasts),
        forgetAt: new Date(real() + keptFor),
      }
      await JoinAskModel.create([made], { session })
      await tx.note('muster.asked', [String(round._id), String(site._id), String(_id)])
      return { askId: String(_id) }
    })
  // Two taps at once: the second finds the first one written, and takes its place.
  const { askId } = await ask().catch((error) => {
    if (!duplicateKey(error)?.includes('phoneIndex')) throw error
    return ask()
  })
  tellMuster(site)
  return present(await findOwn({ askId, key: input.key }))
}

/** The ask that this key opens; another key hears the same as for one that does not exist. */
async function findOwn({ askId, key }: { askId: string; key: string }): Promise<JoinAskDocument> {
  const ask = await JoinAskModel.findOne({ _id: oid(askId), key: hashOf(key) }).lean()
  if (!ask) throw new Refused('notFound')
  return ask
}

export async function readJoinAsk(input: Parsed<typeof api.readJoinAsk>, _actor: Actor, ctx: Context) {
  await count('askByAddress', ctx.ip)
  return present(await findOwn(input))
}

/** Takes one's ask back while nobody has answered; name and number are gone with that. */
export async function withdrawJoinAsk(input: Parsed<typeof api.withdrawJoinAsk>, actor: Actor, ctx: Context) {
  await count('askByAddress', ctx.ip)
  const ask = await findOwn(input)
  await change(actor, async (tx) => {
    const { modifiedCount } = await JoinAskModel.updateOne(
      { _id: ask._id, state: 'waiting' },
      { $set: { state: 'withdrawn' }, $unset: personal },
      { session: tx.session },
    )
    if (!modifiedCount) throw new Refused('muster.askState')
    await tx.note('muster.askWithdrawn', [String(ask.roundId), String(ask.siteId), input.askId])
    return { askId: input.askId }
  })
  tellMuster({ _id: ask.siteId, nodeId: ask.nodeId })
  return present(await findOwn(input))
}

async function present(ask: JoinAskDocument): Promise<OwnJoinAsk> {
  const { _id, state, siteId, at, expiresAt, reason, until } = ask
  return {
    id: String(_id),
    state: state === 'waiting' && expiresAt <= now() ? 'expired' : state,
    site: (await findSite(String(siteId))).name,
    at: at.toISOString(),
    expiresAt: expiresAt.toISOString(),
    reason: reason ? unseal(askPlace('reason', _id), reason) : null,
    until: until?.toISOString() ?? null,
  }
}
