import { listEntrances, placeEntrance } from '@loumen/shared/community/api'
import { readPlan } from '@loumen/shared/community/plan-api'
import { listPosts, placePost } from '@loumen/shared/rounds/api'
import { liveRoundStates } from '@loumen/shared/rounds/rules'
import { useState } from 'react'
import { useRounds } from '../community/community'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { EmptyState } from '../ui/empty-state'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { type Pin, PlanPicture } from './plan-picture'
import { PlanRoster } from './plan-roster'
import { PlanScale, type Ruler } from './plan-scale'
import { PlanUpload } from './plan-upload'

/** One map, two rosters, three teams (R4): where everybody stands, with the phone, people and materials beside it. */
export default function PlanPage() {
  const { t } = useWords()
  const { may } = useSession()
  const { round, communityId } = useRounds()
  const live = round && liveRoundStates.includes(round.state)
  const read = useRead(readPlan, { communityId })
  const places = useRead(listEntrances, { communityId }, { every: 60_000 })
  const manned = useRead(listPosts, { roundId: round?.id ?? '' }, { enabled: !!round })
  const entrances = places.data?.entrances ?? []
  const posts = manned.data?.posts ?? []
  const placing = { entrance: useWrite(placeEntrance), post: useWrite(placePost) }
  const [ruler, setRuler] = useState<Ruler>()
  const pins: Pin[] = [
    ...entrances.map(({ id, label, colour, place }) => ({ id, kind: 'entrance' as const, label, colour, place })),
    ...posts.map(({ id, name, holder, place }) => ({
      id,
      kind: 'post' as const,
      label: [name, holder?.name, holder?.phone].filter(Boolean).join(' '),
      place,
    })),
    ...(['from', 'to'] as const).flatMap((id) =>
      ruler ? [{ id, kind: 'ruler' as const, label: t(`plan.ruler.${id}`), place: ruler[id] }] : [],
    ),
  ]
  const mayMove = (pin: Pin) => (pin.kind === 'post' ? !!live && may('posts.edit') : may('entrances.edit'))
  const move = ({ id, kind }: Pin, place: Pin['place']) => {
    if (kind === 'entrance') void placing.entrance.run({ entranceId: id, place })
    else if (kind === 'post') void placing.post.run({ postId: id, place })
    else if (ruler && place) setRuler({ ...ruler, [id]: place })
  }
  const failed = placing.entrance.error ? placing.entrance : placing.post
  return (
    <Page
      title={t('menu.plan')}
      note={t('plan.note')}
      aside={may('entrances.edit') && <PlanUpload has={!!read.data?.plan} />}
    >
      <Reading read={read}>
        {({ plan }) =>
          plan ? (
            <div className="plan">
              <section className="panel stack">
                <PlanScale plan={plan} editable={may('entrances.edit')} ruler={ruler} onRuler={setRuler} />
                <ErrorPanel error={failed.error} onRetry={failed.again} />
                <PlanPicture plan={plan} pins={pins} mayMove={mayMove} onMove={move} />
              </section>
              <PlanRoster round={live ? round : undefined} posts={posts} />
            </div>
          ) : (
            <>
              <EmptyState title={t('plan.none')} text={t('plan.noneText')} />
              <PlanRoster round={live ? round : undefined} posts={posts} />
            </>
          )
        }
      </Reading>
    </Page>
  )
}
