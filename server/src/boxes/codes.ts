import type * as api from '@loumen/shared/boxes/api'
import type { BoxCodes, BoxStray } from '@loumen/shared/boxes/schema'
import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import { gapsIn, inRange, isRange, useOf } from '@loumen/shared/tubes/rules'
import type { Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { change } from '../base/change'
import { native } from '../base/db'
import { pathOfScope } from '../community/paths'
import { publish } from '../realtime/publish'
import type { SiteDocument } from '../rounds/model'
import { findSite, sitesOf } from '../rounds/queries'
import { BoxModel, BoxRangesModel } from './model'

const shown = 50

const rangesOf = async (roundId: Types.ObjectId) => (await BoxRangesModel.findById(roundId).lean())?.ranges ?? []

/** Why a label is not one of a site's, if it is not; a site without a range takes every label but another site's. */
export async function strayAt(site: SiteDocument, code: string): Promise<BoxStray | null> {
  const ranges = await rangesOf(site.roundId)
  const own = ranges.find((range) => range.siteId.equals(site._id))
  if (own && inRange(code, own)) return null
  if (ranges.some((range) => inRange(code, range))) return 'otherSite'
  return own ? 'outside' : null
}

/** Gives a site its range of box labels, or takes it back. Refuses with range.invalid, range.siteOverlaps. */
export async function setBoxRange({ siteId, range }: Parsed<typeof api.setBoxRange>, actor: Actor): Promise<BoxCodes> {
  const site = await findSite(siteId)
  actor.must('tubes.keep', await pathOfScope(siteId))
  if (range && !isRange(range)) throw new Refused('range.invalid')
  await change(actor, async (tx) => {
    const { session } = tx
    const before = await native(BoxRangesModel).findOneAndUpdate(
      { _id: site.roundId },
      { $pull: { ranges: { siteId: site._id } } },
      { upsert: true, session, returnDocument: 'after' },
    )
    const met = range && before?.ranges?.find((one) => inRange(range.from, one) || inRange(one.from, range))
    if (met) throw new Refused('range.siteOverlaps', { site: (await findSite(String(met.siteId))).name })
    if (range)
      await native(BoxRangesModel).updateOne(
        { _id: site.roundId },
        { $push: { ranges: { siteId: site._id, ...range } } },
        { session },
      )
    await tx.note('site.boxRange', [String(site.roundId), siteId])
    return { siteId }
  })
  publish.changed('site', siteId, 'tubes')
  return codesOf(site)
}

/** A site's box labels, recounted from the boxes of the whole round. */
export async function listBoxCodes({ siteId }: Parsed<typeof api.listBoxCodes>, actor: Actor): Promise<BoxCodes> {
  const site = await findSite(siteId)
  actor.must('boxes.read', await pathOfScope(siteId))
  return codesOf(site)
}

async function codesOf({ _id, roundId }: SiteDocument): Promise<BoxCodes> {
  const [ranges, sites, boxes] = await Promise.all([
    rangesOf(roundId),
    sitesOf(String(roundId)),
    BoxModel.find({ roundId }, { code: 1, siteId: 1, openedAt: 1, stray: 1 }).sort({ openedAt: -1 }).lean(),
  ])
  const own = ranges.find((range) => range.siteId.equals(_id))
  const range = own ? { from: own.from, to: own.to } : null
  const codes = boxes.map(({ code }) => code)
  const here = boxes.filter(({ siteId }) => siteId.equals(_id))
  const times = (code: string) => codes.filter((one) => one === code).length
  const twice = new Set(here.map(({ code }) => code).filter((code) => times(code) > 1))
  return {
    range,
    use: range && useOf(range, codes),
    gaps: range ? gapsIn(range, codes).slice(-shown) : [],
    strays: here.flatMap(({ code, openedAt, stray }) =>
      stray ? [{ code, openedAt: openedAt.toISOString(), why: stray }] : [],
    ),
    doubles: boxes
      .filter(({ code }) => twice.has(code))
      .map(({ code, siteId, openedAt }) => ({
        code,
        openedAt: openedAt.toISOString(),
        site: sites.find((site) => site._id.equals(siteId))?.name ?? '',
        times: times(code),
      })),
  }
}
