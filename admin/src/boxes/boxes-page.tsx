import { listBoxes, listOverdue } from '@loumen/shared/boxes/api'
import { boxWarning } from '@loumen/shared/boxes/rules'
import type { Box } from '@loumen/shared/boxes/schema'
import { rooms } from '@loumen/shared/events'
import type { Round } from '@loumen/shared/rounds/schema'
import { Table, Tabs } from 'antd'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useRooms } from '../remote/use-live'
import { useRead } from '../remote/use-read'
import { RoundPageFrame } from '../rounds/round-page-frame'
import { useAddress } from '../ui/address'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { belowHead } from '../ui/theme'
import { useTime } from '../ui/time'

/** Boxes on their way with their clocks, and every tube that somebody must look for. */
export default function BoxesPage() {
  const { t } = useWords()
  return (
    <RoundPageFrame title={t('boxes.title')} note={t('boxes.note')}>
      {(round) => <Shown key={round.id} round={round} />}
    </RoundPageFrame>
  )
}

function Shown({ round }: { round: Round }) {
  const { t } = useWords()
  const [address, setAddress] = useAddress()
  useRooms(round.sites.map(({ id }) => rooms.site(id)))
  return (
    <Tabs
      activeKey={address.show === 'overdue' ? 'overdue' : 'boxes'}
      onChange={(show) => setAddress({ show })}
      items={[
        { key: 'boxes', label: t('boxes.boxes'), children: <BoxTable roundId={round.id} /> },
        { key: 'overdue', label: t('boxes.overdue'), children: <OverdueTable roundId={round.id} /> },
      ]}
    />
  )
}

function BoxTable({ roundId }: { roundId: string }) {
  const { t, d } = useWords()
  const time = useTime()
  const communityId = useCommunityId()
  const read = useRead(listBoxes, { roundId })
  const late = ({ firstSampleAt, state }: Box) => {
    const warning = firstSampleAt && state !== 'received' ? boxWarning(Date.now() - Date.parse(firstSampleAt)) : 'none'
    return warning === 'none' ? '' : ` · ${t(`boxes.warning.${warning}`)}`
  }
  return (
    <Reading read={read}>
      {({ boxes }) => (
        <Table
          className="panel-table"
          rowKey="id"
          sticky={belowHead}
          dataSource={boxes}
          scroll={{ x: 760 }}
          locale={{ emptyText: t('boxes.none') }}
          pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
          columns={[
            {
              title: t('boxes.code'),
              key: 'code',
              render: (_, { code, stray }) => (
                <>
                  {code}
                  {stray && <div className="quiet">{t(`codes.${stray}`)}</div>}
                </>
              ),
            },
            { title: t('boxes.site'), dataIndex: 'site' },
            { title: t('boxes.state'), key: 'state', render: (_, { state }) => d('box', state) },
            { title: t('boxes.tubes'), key: 'tubes', align: 'right', render: (_, { tubes }) => tubes.length },
            { title: t('boxes.people'), dataIndex: 'people', align: 'right' },
            {
              title: t('boxes.first'),
              key: 'first',
              render: (_, box) => (
                <span>
                  {time(box.firstSampleAt)}
                  <b>{late(box)}</b>
                </span>
              ),
            },
            { title: t('boxes.seal'), key: 'seal', render: (_, { seal }) => seal?.number ?? '—' },
            {
              title: <span className="unseen">{t('actions')}</span>,
              key: 'manifest',
              render: (_, { id }) => <Link to={communityPath(communityId, `boxes/${id}`)}>{t('boxes.manifest')}</Link>,
            },
          ]}
        />
      )}
    </Reading>
  )
}

function OverdueTable({ roundId }: { roundId: string }) {
  const { t, d } = useWords()
  const time = useTime()
  const read = useRead(listOverdue, { roundId })
  return (
    <Reading read={read}>
      {({ tubes }) => (
        <Table
          className="panel-table"
          rowKey="tubeId"
          sticky={belowHead}
          dataSource={tubes}
          scroll={{ x: 760 }}
          locale={{ emptyText: t('boxes.noneOverdue') }}
          pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
          columns={[
            { title: t('boxes.barcode'), dataIndex: 'barcode' },
            { title: t('boxes.people'), dataIndex: 'people', align: 'right' },
            { title: t('boxes.site'), dataIndex: 'site' },
            { title: t('boxes.table'), key: 'table', render: (_, { table }) => table ?? '—' },
            { title: t('boxes.box'), key: 'box', render: (_, { box }) => box ?? '—' },
            { title: t('boxes.why'), key: 'why', render: (_, { why }) => d('overdue', why) },
            { title: t('boxes.since'), key: 'since', render: (_, { since }) => time(since) },
          ]}
        />
      )}
    </Reading>
  )
}
