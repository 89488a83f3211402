import { readBoard } from '@loumen/shared/calls/api'
import { rooms } from '@loumen/shared/events'
import type { Round, Site } from '@loumen/shared/rounds/schema'
import { Segmented } from 'antd'
import { useRooms } from '../remote/use-live'
import { useRead } from '../remote/use-read'
import { RoundPageFrame } from '../rounds/round-page-frame'
import { useAddress } from '../ui/address'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { CallList } from './call-list'
import { TablePanel } from './table-panel'
import { useBoardEvents } from './use-board-events'

/** Calling at one site: its tables, and the entrances in their order from grant to done. */
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
  const { t } = useWords()
  const board = useRead(readBoard, { roundId: round.id })
  useRooms([rooms.site(site.id)])
  useBoardEvents(round.id)
  return (
    <div className="calling">
      <TablePanel site={site} />
      <section className="panel calling-list">
        <div className="row between">
          <h2>{t('calling.order')}</h2>
          <a href={`/screen/${site.id}`} target="_blank" rel="noreferrer">
            {t('round.toDisplay')}
          </a>
        </div>
        <Reading read={board}>{({ units }) => <CallList round={round} site={site} units={units} />}</Reading>
      </section>
    </div>
  )
}
