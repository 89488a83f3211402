import { listPosts } from '@loumen/shared/rounds/api'
import type { Round } from '@loumen/shared/rounds/schema'
import { listShifts } from '@loumen/shared/shifts/api'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'
import { LiveRound } from '../rounds/live-round'
import { RoundPageFrame } from '../rounds/round-page-frame'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'
import { Hours } from './hours'
import { LateShifts } from './late-shifts'
import { PlanShifts } from './plan-shifts'
import { ShiftFigures } from './shift-figures'
import { ThanksForm } from './thanks-form'
import { Timetable } from './timetable'

/** Who stands where, from when to when; who is late, who stands too long; the hours of everybody. */
export default function ShiftsPage() {
  const { t } = useWords()
  return (
    <RoundPageFrame title={t('menu.shifts')} note={t('shifts.note')}>
      {(round) => <OfRound key={round.id} round={round} />}
    </RoundPageFrame>
  )
}

function OfRound({ round }: { round: Round }) {
  const { t } = useWords()
  const { may } = useSession()
  const read = useRead(listShifts, { roundId: round.id })
  const posts = useRead(listPosts, { roundId: round.id }).data?.posts ?? []
  return (
    <LiveRound round={round} read={read}>
      {({ shifts, people, thanks, now }, live) => (
        <>
          <LateShifts shifts={shifts} />
          <ShiftFigures shifts={shifts} now={now} />
          {live && posts.length > 0 && <PlanShifts posts={posts} people={people} now={now} />}
          {shifts.length ? (
            <Timetable shifts={shifts} now={now} posts={posts} people={people} />
          ) : (
            <EmptyState
              title={t(posts.length ? 'shifts.none' : 'shifts.noPosts')}
              text={t(posts.length ? 'shifts.noneText' : 'shifts.noPostsText')}
            />
          )}
          <Hours roundId={round.id} shifts={shifts} />
          {may('rounds.close') && <ThanksForm roundId={round.id} thanks={thanks} />}
        </>
      )}
    </LiveRound>
  )
}
