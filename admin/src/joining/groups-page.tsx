import { listEntrances } from '@loumen/shared/community/api'
import type { Entrance } from '@loumen/shared/community/schema'
import { hoursText, keepsMembers } from '@loumen/shared/community/units'
import { addMember, leaveGroup, listMembers, moveMember } from '@loumen/shared/joining/api'
import type { Member } from '@loumen/shared/joining/schema'
import { Button, Form, Input, Popconfirm, Select, Table } from 'antd'
import { useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { useAddress } from '../ui/address'
import { ColourChip } from '../ui/colour-chip'
import { EmptyState } from '../ui/empty-state'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { useTime } from '../ui/time'

/** Workshops, shifts and classes with their own lists of who joins and who leaves. */
export default function GroupsPage() {
  const { t } = useWords()
  const communityId = useCommunityId()
  const read = useRead(listEntrances, { communityId })
  const [address, setAddress] = useAddress()
  return (
    <Page title={t('menu.groups')} note={t('groups.note')}>
      <Reading read={read}>
        {({ entrances }) => {
          const groups = entrances.filter(({ kind }) => keepsMembers(kind))
          const chosen = groups.find(({ id }) => id === address.group) ?? groups[0]
          if (!chosen) return <EmptyState title={t('groups.none')} text={t('groups.noneText')} />
          return (
            <>
              <Select
                className="narrow"
                value={chosen.id}
                aria-label={t('groups.choose')}
                onChange={(group) => setAddress({ group })}
                options={groups.map(({ id, label }) => ({ value: id, label }))}
              />
              <Group key={chosen.id} group={chosen} others={groups.filter(({ id }) => id !== chosen.id)} />
            </>
          )
        }}
      </Reading>
    </Page>
  )
}

function Group({ group, others }: { group: Entrance; others: readonly Entrance[] }) {
  const { t } = useWords()
  const time = useTime()
  const read = useRead(listMembers, { entranceId: group.id })
  const name = { title: t('groups.name'), dataIndex: 'name' }
  const contact = group.contact && [group.contact.name, group.contact.phone].filter(Boolean).join(' ')
  return (
    <Reading read={read}>
      {({ members, left }) => (
        <>
          <section className="panel stack">
            <div className="row">
              <ColourChip colour={group.colour} label={group.label} />
              <span className="quiet">
                {[contact, group.hours.length && t('groups.hours', { hours: hoursText(group.hours) })]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </div>
            <AddMember entranceId={group.id} />
          </section>
          <h2>{t('groups.members', { count: members.length })}</h2>
          <Table<Member>
            className="panel-table"
            rowKey="residentId"
            dataSource={members}
            scroll={{ x: 640 }}
            locale={{ emptyText: t('groups.empty') }}
            pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
            columns={[
              { title: t('groups.number'), dataIndex: 'door' },
              name,
              { title: t('resident.document'), dataIndex: 'document' },
              { title: t('groups.phone'), dataIndex: 'phone' },
              { title: t('groups.since'), key: 'since', render: (_, { since }) => since && time(since) },
              {
                title: t('actions'),
                key: 'actions',
                render: (_, member) => <Actions member={member} others={others} />,
              },
            ]}
          />
          {left.length > 0 && (
            <>
              <h2>{t('groups.left')}</h2>
              <Table<Member>
                className="panel-table"
                rowKey={({ residentId, until }) => `${residentId} ${until}`}
                dataSource={left}
                pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
                columns={[
                  name,
                  { title: t('groups.since'), key: 'since', render: (_, { since }) => since && time(since) },
                  { title: t('groups.until'), key: 'until', render: (_, { until }) => until && time(until) },
                ]}
              />
            </>
          )}
        </>
      )}
    </Reading>
  )
}

function AddMember({ entranceId }: { entranceId: string }) {
  const { t } = useWords()
  const [form] = Form.useForm<{ name: string; document?: string; phone?: string }>()
  const add = useWrite(addMember, () => form.resetFields())
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={({ name, document, phone }) =>
        void add.run({ entranceId, name, document: document?.trim() || null, phone: phone?.trim() || null })
      }
    >
      <div className="row bottom">
        <Form.Item
          name="name"
          label={t('groups.add')}
          rules={[{ required: true, whitespace: true, message: t('groups.name') }]}
        >
          <Input maxLength={40} autoComplete="off" placeholder={t('groups.name')} />
        </Form.Item>
        <Form.Item name="document" label={t('groups.document')}>
          <Input maxLength={30} autoComplete="off" />
        </Form.Item>
        <Form.Item name="phone" label={t('groups.phone')}>
          <Input maxLength={20} inputMode="tel" autoComplete="off" />
        </Form.Item>
        <Form.Item>
          <Button type="primary" htmlType="submit" loading={add.running}>
            {t('groups.addSave')}
          </Button>
        </Form.Item>
      </div>
      <ErrorPanel error={add.error} onRetry={add.again} />
    </Form>
  )
}

function Actions({ member, others }: { member: Member; others: readonly Entrance[] }) {
  const { t } = useWords()
  const leave = useWrite(leaveGroup)
  const move = useWrite(moveMember)
  const { residentId, name } = member
  return (
    <>
      <div className="row">
        {others.length > 0 && (
          <Select
            size="small"
            value={null}
            loading={move.running}
            placeholder={t('groups.move')}
            aria-label={`${name} ${t('groups.move')}`}
            popupMatchSelectWidth={false}
            onChange={(entranceId: string) => void move.run({ residentId, entranceId })}
            options={others.map(({ id, label }) => ({ value: id, label }))}
          />
        )}
        <Popconfirm
          title={t('groups.leaveAsk', { name })}
          okText={t('groups.leave')}
          cancelText={t('cancel')}
          onConfirm={() => void leave.run({ residentId })}
        >
          <Button size="small" loading={leave.running}>
            {t('groups.leave')}
          </Button>
        </Popconfirm>
      </div>
      <ErrorPanel error={leave.error ?? move.error} onRetry={leave.error ? leave.again : move.again} />
    </>
  )
}
