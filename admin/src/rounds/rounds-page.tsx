import { listRounds } from '@loumen/shared/rounds/api'
import { Button, Table } from 'antd'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { belowHead } from '../ui/theme'
import { useTime } from '../ui/time'
import { NoRound } from './no-round'

export default function RoundsPage() {
  const { t, d } = useWords()
  const time = useTime()
  const { may } = useSession()
  const communityId = useCommunityId()
  const read = useRead(listRounds, { communityId })
  const openButton = may('rounds.open') && (
    <Link to={communityPath(communityId, 'rounds/new')}>
      <Button type="primary">{t('round.open')}</Button>
    </Link>
  )
  return (
    <Page title={t('menu.rounds')} aside={openButton}>
      <Reading read={read}>
        {({ rounds }) =>
          rounds.length === 0 ? (
            <NoRound />
          ) : (
            <Table
              className="panel-table"
              rowKey="id"
              sticky={belowHead}
              pagination={false}
              scroll={{ x: 600 }}
              dataSource={[...rounds].sort((a, b) => b.number - a.number)}
              columns={[
                {
                  title: t('round.round'),
                  key: 'name',
                  render: (_, { id, name }) => <Link to={communityPath(communityId, `rounds/${id}`)}>{name}</Link>,
                },
                { title: t('round.state'), key: 'state', render: (_, { state }) => d('round', state) },
                { title: t('round.openedAt'), key: 'openedAt', render: (_, { openedAt }) => time(openedAt) },
                { title: t('figures.expected'), dataIndex: 'expected', align: 'right' },
                {
                  title: t('round.poolSize'),
                  key: 'pool',
                  render: (_, { policy }) => t('round.pool', { size: policy.poolSize }),
                },
                {
                  title: t('round.sites'),
                  key: 'sites',
                  render: (_, { sites }) => sites.map(({ name }) => name).join('、'),
                },
              ]}
            />
          )
        }
      </Reading>
    </Page>
  )
}
