import { listMuster } from '@loumen/shared/muster/api'
import type { Round } from '@loumen/shared/rounds/schema'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'
import { LiveRound } from '../rounds/live-round'
import { RoundPageFrame } from '../rounds/round-page-frame'
import { EmptyState } from '../ui/empty-state'
import { useWords } from '../ui/language'
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
  const read = useRead(listMuster, { roundId: round.id })
  return (
    <LiveRound round={round} read={read}>
      {({ people, posts, now }, live) => (
        <>
          {live && <Asking round={round} />}
          {live && <Posts posts={posts} now={now} />}
          {people.length ? (
            <Board people={people} now={now} />
          ) : (
            <EmptyState title={t('muster.none')} text={t('muster.noneText')} />
          )}
          {live && may('muster.keep') && <ImportList round={round} now={now} />}
          {live && <Codes round={round} />}
        </>
      )}
    </LiveRound>
  )
}
