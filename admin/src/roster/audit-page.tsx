import { listDisclosures } from '@loumen/shared/roster/people-api'
import { Table } from 'antd'
import { useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { useTime } from '../ui/time'
import { PersonLine } from './person-list'
import { RosterTabs } from './roster-tabs'

/** Who looked at what was masked, and who took lists out, with the reasons they gave. */
export default function AuditPage() {
  const { t, d } = useWords()
  const time = useTime()
  const communityId = useCommunityId()
  const read = useRead(listDisclosures, { communityId })
  return (
    <Page title={t('roster.audit')} note={t('roster.auditNote')}>
      <RosterTabs />
      <Reading read={read}>
        {({ disclosures }) => (
          <Table
            className="panel-table"
            rowKey="id"
            dataSource={disclosures}
            scroll={{ x: 760 }}
            locale={{ emptyText: t('roster.auditNone') }}
            columns={[
              { title: t('roster.auditAt'), key: 'at', width: 140, render: (_, { at }) => time(at) },
              {
                title: t('roster.auditWhat'),
                key: 'what',
                render: (_, { by, what }) => `${by ?? ''} ${d('disclosure', what)}`,
              },
              {
                title: t('roster.auditWhose'),
                key: 'whose',
                render: (_, { person, people }) =>
                  person ? (
                    <PersonLine person={person} />
                  ) : (
                    people !== null && t('roster.auditPeople', { count: people })
                  ),
              },
              { title: t('reason'), dataIndex: 'reason' },
            ]}
          />
        )}
      </Reading>
    </Page>
  )
}
