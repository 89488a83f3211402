import type * as api from '@loumen/shared/accounts/api'
import type { PhoneWays } from '@loumen/shared/accounts/schema'
import type { Parsed } from '@loumen/shared/endpoint'
import type { Actor } from '../base/actor'
import { log } from '../base/log'
import { now, real } from '../clock'
import { pathOfScope } from '../community/paths'
import { WechatError } from '../wechat/errors'
import { wechatClient } from './wechat'

const linkDays = 30
/** A link is made anew in its last days, so that one that is posted today lives for a while. */
const linkFreshFor = 20 * 86_400_000

/** After a refusal WeChat is left alone for a while: displays ask again and again. */
const restAfterRefusal = 60_000

/** Codes are permanent and links live for weeks: each is asked for once, because WeChat counts. */
const pictures = new Map<string, string>()
const links = new Map<string, { url: string; until: number }>()
const refusedAt = new Map<string, number>()

/** The ways into a community for people with a phone. */
export async function readCommunityCode({ communityId }: Parsed<typeof api.readCommunityCode>, actor: Actor) {
  actor.must('communities.read', await pathOfScope(communityId))
  return waysInto('pages/claim/index', `c=${communityId}`)
}

/** The ways to a page with this query, which has at most 32 characters (WeChat's limit for a scene). */
export async function waysInto(page: string, query: string): Promise<PhoneWays> {
  const address = `/#/${page}?${query}`
  if (!wechatClient()) return { address, wechat: 'off', picture: null, link: null }
  const away: PhoneWays = { address, wechat: 'away', picture: pictures.get(query) ?? null, link: null }
  if (real() - (refusedAt.get(query) ?? Number.NEGATIVE_INFINITY) < restAfterRefusal) return away
  try {
    return { address, wechat: 'there', picture: await pictureOf(page, query), link: await linkOf(page, query) }
  } catch (error) {
    if (!(error instanceof WechatError)) throw error
    log.warn({ fault: error.fault, errcode: error.errcode }, 'WeChat made no code')
    refusedAt.set(query, real())
    return { ...away, picture: pictures.get(query) ?? null }
  }
}

async function pictureOf(page: string, query: string): Promise<string | null> {
  const known = pictures.get(query)
  if (known) return known
  const bytes = await wechatClient()?.codeImage(query, page)
  if (!bytes) return null
  // WeChat answers JPEG or PNG; the first bytes say which.
  const type = bytes[0] === 0x89 ? 'png' : 'jpeg'
  const picture = `data:image/${type};base64,${bytes.toString('base64')}`
  pictures.set(query, picture)
  return picture
}

async function linkOf(page: string, query: string): Promise<string | null> {
  const known = links.get(query)
  if (known && known.until > now().getTime()) return known.url
  const url = await wechatClient()?.link(page, query, linkDays)
  if (!url) return null
  links.set(query, { url, until: now().getTime() + linkFreshFor })
  return url
}
