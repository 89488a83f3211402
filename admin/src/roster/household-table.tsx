import type { Entrance } from '@loumen/shared/community/schema'
import type { HouseholdRow } from '@loumen/shared/roster/schema'
import { Table } from 'antd'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { ColourChip } from '../ui/colour-chip'
import { useWords } from '../ui/language'
import { Tags } from '../ui/tags'
import { belowHead } from '../ui/theme'

export function HouseholdTable({
  households,
  entrances,
  total,
  page,
  pageSize,
  onPage,
}: {
  households: HouseholdRow[]
  entrances: readonly Entrance[]
  total: number
  page: number
  pageSize: number
  onPage: (page: number) => void
}) {
  const { t } = useWords()
  const communityId = useCommunityId()
  const colours = new Map(entrances.map(({ id, colour }) => [id, colour]))
  return (
    <Table
      className="panel-table"
      rowKey="id"
      sticky={belowHead}
      dataSource={households}
      scroll={{ x: 760 }}
      pagination={{
        current: page,
        pageSize,
        total,
        showSizeChanger: false,
        onChange: onPage,
        showTotal: (count) => t('roster.total', { count }),
      }}
      columns={[
        {
          title: t('household.entrance'),
          key: 'entrance',
          width: 230,
          render: (_, { entranceId, entrance }) => (
            <ColourChip colour={colours.get(entranceId) ?? 0} label={entrance} />
          ),
        },
        {
          title: t('household.door'),
          key: 'door',
          width: 90,
          render: (_, { id, door }) => <Link to={communityPath(communityId, `households/${id}`)}>{door}</Link>,
        },
        { title: t('household.floorColumn'), dataIndex: 'floor', align: 'right', width: 80 },
        { title: t('household.peopleColumn'), dataIndex: 'people', align: 'right', width: 80 },
        {
          title: t('resident.toVerify'),
          dataIndex: 'toVerify',
          align: 'right',
          width: 100,
          render: (count: number) => count || '',
        },
        { title: t('household.tags'), key: 'tags', render: (_, { tags }) => <Tags tags={tags} /> },
      ]}
    />
  )
}
