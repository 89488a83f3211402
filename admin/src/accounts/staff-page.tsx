import { listStaff } from '@loumen/shared/accounts/api'
import type { Staff } from '@loumen/shared/accounts/schema'
import { Button, Table } from 'antd'
import { useState } from 'react'
import { useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { belowHead } from '../ui/theme'
import { useTime } from '../ui/time'
import { ChangeGrants } from './change-grants'
import { CreateStaff } from './create-staff'
import { useScopes } from './scopes'

/** Who works here, as what, and where. */
export default function StaffPage() {
  const { t, d } = useWords()
  const time = useTime()
  const communityId = useCommunityId()
  const scopes = useScopes()
  const read = useRead(listStaff, { communityId })
  const [creating, setCreating] = useState(false)
  const [changing, setChanging] = useState<Staff>()
  const names = new Map(scopes.map(({ id, name }) => [id, name]))
  return (
    <Page
      title={t('menu.staff')}
      aside={
        <Button type="primary" onClick={() => setCreating(true)} data-testid="create-staff">
          {t('staff.create')}
        </Button>
      }
    >
      <Reading read={read}>
        {({ staff }) => (
          <Table
            className="panel-table"
            rowKey="id"
            sticky={belowHead}
            dataSource={staff}
            scroll={{ x: 640 }}
            pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
            columns={[
              { title: t('staff.name'), dataIndex: 'name' },
              { title: t('signIn.login'), dataIndex: 'login' },
              {
                title: t('staff.roles'),
                key: 'grants',
                render: (_, { grants }) => (
                  <ul className="grant-list">
                    {grants.map(({ role, scope, until }) => (
                      <li key={`${role} ${scope}`}>
                        {d('role', role)} <span className="quiet">{names.get(scope) ?? t('scope.elsewhere')}</span>
                        {until && <span className="quiet"> {t('staff.untilTime', { time: time(until) })}</span>}
                      </li>
                    ))}
                  </ul>
                ),
              },
              {
                title: t('staff.password'),
                key: 'password',
                render: (_, { mustChangePassword }) =>
                  mustChangePassword ? t('staff.firstPassword') : t('staff.ownPassword'),
              },
              {
                title: <span className="unseen">{t('actions')}</span>,
                key: 'change',
                render: (_, person) => (
                  <Button type="link" size="small" onClick={() => setChanging(person)}>
                    {t('staff.change')}
                  </Button>
                ),
              },
            ]}
          />
        )}
      </Reading>
      <CreateStaff open={creating} scopes={scopes} onClose={() => setCreating(false)} />
      <ChangeGrants person={changing} scopes={scopes} onClose={() => setChanging(undefined)} />
    </Page>
  )
}
