import { listPosts } from '@loumen/shared/rounds/api'
import { isManned, type Post } from '@loumen/shared/rounds/posts'
import type { Round, Site } from '@loumen/shared/rounds/schema'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'
import { useWords } from '../ui/language'

/** Shifts last two to four hours (R17): beyond that somebody has to be relieved. */
const longMinutes = 240

/** Who has stood at this site longest, by the posts of the round. */
export function LongestShift({ round, site, now }: { round: Round; site: Site; now: string }) {
  const { t } = useWords()
  const { may } = useSession()
  const posts = useRead(listPosts, { roundId: round.id }, { enabled: may('posts.read'), every: 60_000 })
  const at = Date.parse(now)
  const on = (posts.data?.posts ?? []).filter(
    (post): post is Post & { from: string } => post.siteId === site.id && !!post.from && isManned(post, at),
  )
  const longest = on.sort((a, b) => Date.parse(a.from) - Date.parse(b.from))[0]
  if (!longest) return null
  const minutes = Math.floor((at - Date.parse(longest.from)) / 60_000)
  return (
    <p className={minutes >= longMinutes ? 'note' : undefined} data-testid="longest-shift">
      <span className="quiet">{t('site.longest')} </span>
      {t('site.longestShift', {
        name: longest.holder?.name,
        post: longest.name,
        hours: Math.floor(minutes / 60),
        minutes: minutes % 60,
      })}
      {minutes >= longMinutes && <b> {t('site.longestOver')}</b>}
    </p>
  )
}
