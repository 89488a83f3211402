import { rooms } from '@loumen/shared/events'
import type { Round } from '@loumen/shared/rounds/schema'
import { Tabs } from 'antd'
import { Deliveries } from '../certificates/deliveries'
import { RecallList } from '../incidents/recall-list'
import { useSession } from '../remote/session'
import { useRooms } from '../remote/use-live'
import { RoundPageFrame } from '../rounds/round-page-frame'
import { useAddress } from '../ui/address'
import { useWords } from '../ui/language'
import { TubeTable } from './tube-table'
import { UploadPanel } from './upload-panel'

export default function ResultsPage() {
  const { t } = useWords()
  return <RoundPageFrame title={t('menu.results')}>{(round) => <Shown key={round.id} round={round} />}</RoundPageFrame>
}

function Shown({ round }: { round: Round }) {
  const { t } = useWords()
  const { may } = useSession()
  const [address, setAddress] = useAddress()
  useRooms(round.sites.map(({ id }) => rooms.site(id)))
  const items = [
    { key: 'tubes', label: t('results.tubes'), children: <TubeTable roundId={round.id} /> },
    ...(may('results.upload')
      ? [{ key: 'uploads', label: t('results.uploads'), children: <UploadPanel roundId={round.id} /> }]
      : []),
    ...(may('recalls.read')
      ? [{ key: 'recalls', label: t('results.recalls'), children: <RecallList roundId={round.id} /> }]
      : []),
    ...(may('deliveries.keep')
      ? [{ key: 'deliveries', label: t('delivery.tab'), children: <Deliveries roundId={round.id} /> }]
      : []),
  ]
  const active = items.some(({ key }) => key === address.show) ? address.show : 'tubes'
  return <Tabs activeKey={active} items={items} onChange={(show) => setAddress({ show })} />
}
