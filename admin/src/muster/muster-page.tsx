import { rooms } from '@loumen/shared/events'
import { listMuster } from '@loumen/shared/muster/api'
import { liveRoundStates } from '@loumen/shared/rounds/rules'
import type { Round } from '@loumen/shared/rounds/schema'
import { useCommunityId } from '../community/community'
import { useSession } from '../remote/session'
import { useRooms } from '../remote/use-live'
import { useRead } from '../remote/use-read'
import { RoundPageFrame } from '../rounds/round-page-frame'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { Asking } from './asking'
import { Board } from './board'
import { Codes } from './codes'
import { ImportList } from './import-list'
import { Posts } from './posts'

/** Who was mobilised for a round: who is missing, has come, stands at a post; a list; the code to arrive by. */
export default function MusterPage() {
  const { t } = useWords()
  return (
    <RoundPageFrame title={t('menu.muster')} note={t('muster.note')}>
      {(round) => <OfRound key={round.id} round={round} />}
    </RoundPageFrame>
  )
}

function OfRound({ round }: { round: Round }) {
  const { t } = useWords()
  const { may } = useSession()
  useRooms([rooms.community(useCommunityId())])
  const read = useRead(listMuster, { roundId: round.id })
  const live = liveRoundStates.includes(round.state)
  return (
    <Reading read={read}>
      {({ people, posts, now }) => (
        <div className="stack">
          {live && <Asking round={round} />}
          {live && <Posts posts={posts} now={now} />}
          {people.length ? (
            <Board people={people} now={now} />
          ) : (
            <EmptyState title={t('muster.none')} text={t('muster.noneText')} />
          )}
          {live && may('muster.keep') && <ImportList round={round} now={now} />}
          {live && <Codes round={round} />}
        </div>
      )}
    </Reading>
  )
}
