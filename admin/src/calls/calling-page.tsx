import { readBoard, readPace } from '@loumen/shared/calls/api'
import type { Board } from '@loumen/shared/calls/schema'
import { rooms } from '@loumen/shared/events'
import { liveRoundStates } from '@loumen/shared/rounds/rules'
import type { Round, Site } from '@loumen/shared/rounds/schema'
import { Segmented } from 'antd'
import { useRooms } from '../remote/use-live'
import { useRead } from '../remote/use-read'
import { RoundPageFrame } from '../rounds/round-page-frame'
import { useAddress } from '../ui/address'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { CallList } from './call-list'
import { PacePanel } from './pace-panel'
import { SitePanel } from './site-panel'
import { useBoardEvents } from './use-board-events'

/** Calling at one site: what the pace sees and advises, the site itself, and the entrances in their order. */
export default function CallingPage() {
  const { t } = useWords()
  return (
    <RoundPageFrame title={t('menu.calling')} note={t('calling.note')}>
      {(round) => <AtSite key={round.id} round={round} />}
    </RoundPageFrame>
  )
}

function AtSite({ round }: { round: Round }) {
  const { t } = useWords()
  const [address, setAddress] = useAddress()
  const site = round.sites.find(({ id }) => id === address.site) ?? round.sites[0]
  if (!site) return null
  return (
    <>
      {round.sites.length > 1 && (
        <Segmented
          aria-label={t('calling.site')}
          value={site.id}
          options={round.sites.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => setAddress({ site: id })}
        />
      )}
      <Calling key={site.id} round={round} site={site} />
    </>
  )
}

function Calling({ round, site }: { round: Round; site: Site }) {
  const board = useRead(readBoard, { roundId: round.id })
  useRooms([rooms.site(site.id)])
  useBoardEvents(round.id)
  return <Reading read={board}>{(seen) => <Seen round={round} site={site} board={seen} />}</Reading>
}

function Seen({ round, site, board }: { round: Round; site: Site; board: Board }) {
  const { t } = useWords()
  const live = liveRoundStates.includes(round.state)
  const pace = useRead(readPace, { roundId: round.id }, { enabled: live, every: 10_000 })
  return (
    <div className="calling">
      <SitePanel round={round} site={site} board={board} pace={pace.data} />
      <div className="calling-main">
        {pace.data && <PacePanel site={site} board={board} pace={pace.data} />}
        <section className="panel calling-list">
          <div className="row between">
            <h2>{t('calling.order')}</h2>
            <a href={`/screen/${site.id}`} target="_blank" rel="noreferrer">
              {t('round.toDisplay')}
            </a>
          </div>
          <CallList round={round} site={site} board={board} />
        </section>
      </div>
    </div>
  )
}
