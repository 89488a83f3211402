import type * as api from '@loumen/shared/accounts/api'
import type { Parsed } from '@loumen/shared/endpoint'
import type { Actor } from '../base/actor'
import { log } from '../base/log'
import { now } from '../clock'
import { pathOfScope } from '../community/paths'
import { WechatError } from '../wechat/errors'
import { wechatClient } from './wechat'

const page = 'pages/claim/index'
const linkDays = 30
/** A link is made anew in its last days, so that one that is posted today lives for a while. */
const linkFreshFor = 20 * 86_400_000

/** Codes are permanent and links live for weeks: each is asked for once, because WeChat counts. */
const pictures = new Map<string, string>()
const links = new Map<string, { url: string; until: number }>()

/** The ways into a community for people with a phone: the page's address, and in WeChat a code and a link. */
export async function readCommunityCode({ communityId }: Parsed<typeof api.readCommunityCode>, actor: Actor) {
  actor.must('communities.read', await pathOfScope(communityId))
  const address = `/#/${page}?c=${communityId}`
  if (!wechatClient()) return { address, wechat: 'off' as const, picture: null, link: null }
  try {
    return {
      address,
      wechat: 'there' as const,
      picture: await pictureOf(communityId),
      link: await linkOf(communityId),
    }
  } catch (error) {
    if (!(error instanceof WechatError)) throw error
    log.warn({ fault: error.fault, errcode: error.errcode }, 'WeChat made no code')
    return { address, wechat: 'away' as const, picture: pictures.get(communityId) ?? null, link: null }
  }
}

async function pictureOf(communityId: string): Promise<string | null> {
  const known = pictures.get(communityId)
  if (known) return known
  const bytes = await wechatClient()?.codeImage(`c=${communityId}`, page)
  if (!bytes) return null
  // WeChat answers JPEG or PNG; the first bytes say which.
  const type = bytes[0] === 0x89 ? 'png' : 'jpeg'
  const picture = `data:image/${type};base64,${bytes.toString('base64')}`
  pictures.set(communityId, picture)
  return picture
}

async function linkOf(communityId: string): Promise<string | null> {
  const known = links.get(communityId)
  if (known && known.until > now().getTime()) return known.url
  const url = await wechatClient()?.link(page, `c=${communityId}`, linkDays)
  if (!url) return null
  links.set(communityId, { url, until: now().getTime() + linkFreshFor })
  return url
}
