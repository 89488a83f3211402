import { isDue, standingOf, standingOrder } from '@loumen/shared/muster/rules'
import type { PostMuster } from '@loumen/shared/muster/schema'
import { isLate } from '@loumen/shared/shifts/rules'
import type { Types } from 'mongoose'
import { namesOf } from '../accounts/queries'
import { now } from '../clock'
import type { PostDocument } from '../rounds/post-model'
import { presentPost } from '../rounds/posts'
import type { ShiftDocument } from '../shifts/model'
import { attendance } from '../shifts/view'

/** Posts with who stands there, who should and who comes next; what a lead has to look at comes first. */
export async function postsNow(
  posts: readonly PostDocument[],
  shifts: readonly ShiftDocument[],
  sites: readonly { _id: Types.ObjectId; name: string }[],
): Promise<PostMuster[]> {
  const at = now().getTime()
  const names = await namesOf([...new Map(shifts.map(({ accountId }) => [String(accountId), accountId])).values()])
  const name = ({ accountId }: ShiftDocument) => names.get(String(accountId)) ?? ''
  const views = posts.map((post): PostMuster => {
    const own = shifts.filter(({ postId }) => postId.equals(post._id))
    const { from, until, holder, kind, siteId } = presentPost(post)
    const span = { from: from ? Date.parse(from) : null, until: until ? Date.parse(until) : null, held: !!holder }
    const next = own.find((shift) => shift.state === 'planned' && shift.from.getTime() > at)
    return {
      id: String(post._id),
      name: post.name,
      kind,
      siteId,
      site: sites.find(({ _id }) => String(_id) === siteId)?.name ?? null,
      standing: standingOf(span, own.map(attendance), at),
      holder: holder?.name ?? null,
      here: own
        .filter(({ state }) => state === 'here')
        .map((shift) => ({
          shiftId: String(shift._id),
          name: name(shift),
          since: (shift.arrivedAt ?? shift.from).toISOString(),
          until: shift.until.toISOString(),
        })),
      due: own
        .filter((shift) => isDue(attendance(shift), at))
        .map((shift) => ({
          shiftId: String(shift._id),
          name: name(shift),
          from: shift.from.toISOString(),
          late: isLate(attendance(shift), at),
        })),
      next: next ? { name: name(next), from: next.from.toISOString() } : null,
    }
  })
  return views.sort((a, b) => standingOrder.indexOf(a.standing) - standingOrder.indexOf(b.standing))
}
