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
import { QrCode } from '../ui/qr-code'
import { Reading } from '../ui/reading'
import { Board } from './board'
import { ImportList } from './import-list'

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
      {({ people, now }) => (
        <div className="stack">
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

function Codes({ round }: { round: Round }) {
  const { t } = useWords()
  return (
    <section className="panel" data-testid="arrival-codes">
      <h2>{t('muster.code')}</h2>
      <p className="quiet">{t('muster.codeText')}</p>
      <ul className="code-ways">
        {round.sites.map(({ id, name }) => (
          <li key={id}>
            <QrCode
              text={`${window.location.origin}/#/staff/arrival/index?s=${id}`}
              label={`${t('muster.code')} ${name}`}
              size={200}
            />
            <p>{name}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
