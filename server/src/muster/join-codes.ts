import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/muster/asks-api'
import { Refused } from '@loumen/shared/refusals'
import { liveRoundStates } from '@loumen/shared/rounds/rules'
import type { Context } from 'koa'
import { waysInto } from '../accounts/codes'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { oid } from '../base/db'
import { blind } from '../base/personal'
import { pathOfScope } from '../community/paths'
import { readNode } from '../community/queries'
import { count } from '../http/limits'
import { findRound, findSite } from '../rounds/queries'
import { JoinCodeModel } from './ask-model'
import { tellMuster } from './told'

/** Sixteen letters of a site's id and eight of proof: with its key the code fits WeChat's 32 characters. */
const codeOf = (siteId: string, turn: number) =>
  Buffer.from(siteId, 'hex').toString('base64url') + blind('code', `join.${siteId}.${turn}`).slice(0, 8)

const turnOf = async (siteId: string) => (await JoinCodeModel.findById(oid(siteId)).lean())?.turn ?? 0

const waysTo = async (siteId: string) => waysInto('staff/arrival/index', `j=${codeOf(siteId, await turnOf(siteId))}`)

export async function readJoinCode({ siteId }: Parsed<typeof api.readJoinCode>, actor: Actor) {
  actor.must('muster.run', await pathOfScope(siteId))
  await findSite(siteId)
  return waysTo(siteId)
}

/** The posted code is void from now on; asks that were made with it stay. */
export async function renewJoinCode({ siteId }: Parsed<typeof api.renewJoinCode>, actor: Actor) {
  actor.must('muster.run', await pathOfScope(siteId))
  const site = await findSite(siteId)
  await change(actor, async (tx) => {
    await JoinCodeModel.updateOne({ _id: oid(siteId) }, { $inc: { turn: 1 } }, { upsert: true, session: tx.session })
    await tx.note('muster.codeRenewed', [siteId])
    return { siteId }
  })
  tellMuster(site)
  return waysTo(siteId)
}

/** The site that a posted code is of. Refuses with muster.codeUnknown; guessing is counted by address. */
export async function siteOfCode(code: string, ctx: Context) {
  await count('joinByAddress', ctx.ip)
  const siteId = Buffer.from(code.slice(0, 16), 'base64url').toString('hex')
  if (code !== codeOf(siteId, await turnOf(siteId))) throw new Refused('muster.codeUnknown')
  return findSite(siteId)
}

export async function openJoinCode({ code }: Parsed<typeof api.openJoinCode>, _actor: Actor, ctx: Context) {
  const site = await siteOfCode(code, ctx)
  const round = await findRound(String(site.roundId))
  const community = (await readNode(String(site.nodeId)))?.name ?? ''
  const live = liveRoundStates.includes(round.state)
  return { siteId: String(site._id), site: site.name, place: site.place, community, live }
}
