import { createLabKey, listLabKeys, revokeLabKey } from '@loumen/shared/accounts/keys'
import type { LabKey } from '@loumen/shared/accounts/schema'
import { Alert, Button, Form, Input, Modal, Popconfirm, Table, Typography } from 'antd'
import { useState } from 'react'
import { useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { useTime } from '../ui/time'

/** The keys of laboratories' own programs: made here, shown once, ended at once. */
export default function LabKeysPage() {
  const { t } = useWords()
  const time = useTime()
  const communityId = useCommunityId()
  const read = useRead(listLabKeys, { communityId })
  const [creating, setCreating] = useState(false)
  const revoke = useWrite(revokeLabKey)
  return (
    <Page
      title={t('menu.labKeys')}
      note={
        <>
          {t('keys.note')}{' '}
          <a className="underlined" href="/api/v1/openapi.json">
            {t('keys.api')}
          </a>
        </>
      }
      aside={
        <Button type="primary" onClick={() => setCreating(true)}>
          {t('keys.create')}
        </Button>
      }
    >
      <ErrorPanel error={revoke.error} onRetry={revoke.again} onClose={revoke.clear} />
      <Reading read={read}>
        {({ keys }) => (
          <Table<LabKey>
            className="panel-table"
            rowKey="id"
            dataSource={keys}
            scroll={{ x: 640 }}
            locale={{ emptyText: t('keys.none') }}
            pagination={false}
            columns={[
              { title: t('keys.lab'), dataIndex: 'lab' },
              { title: t('keys.hint'), key: 'hint', render: (_, { hint }) => <code>{hint}…</code> },
              {
                title: t('keys.createdAt'),
                key: 'made',
                render: (_, key) => `${time(key.createdAt)} ${key.createdBy}`,
              },
              {
                title: t('keys.lastUsed'),
                key: 'used',
                render: (_, { lastUsedAt }) => (lastUsedAt ? time(lastUsedAt) : t('keys.never')),
              },
              {
                title: <span className="unseen">{t('actions')}</span>,
                key: 'end',
                render: (_, { id, revokedAt }) =>
                  revokedAt ? (
                    <span className="quiet">{t('keys.revoked', { time: time(revokedAt) })}</span>
                  ) : (
                    <Popconfirm
                      title={t('keys.revokeAsk')}
                      okText={t('keys.revoke')}
                      cancelText={t('cancel')}
                      onConfirm={() => void revoke.run({ keyId: id })}
                    >
                      <Button size="small">{t('keys.revoke')}</Button>
                    </Popconfirm>
                  ),
              },
            ]}
          />
        )}
      </Reading>
      <CreateKey communityId={communityId} open={creating} onClose={() => setCreating(false)} />
    </Page>
  )
}

function CreateKey({ communityId, open, onClose }: { communityId: string; open: boolean; onClose: () => void }) {
  const { t } = useWords()
  const [made, setMade] = useState<{ lab: string; secret?: string }>()
  const create = useWrite(createLabKey, ({ key, secret }) => setMade({ lab: key.lab, secret }))
  const close = () => {
    setMade(undefined)
    create.clear()
    onClose()
  }
  return (
    <Modal
      open={open}
      title={t('keys.create')}
      onCancel={close}
      footer={null}
      destroyOnHidden
      mask={{ closable: false }}
    >
      {made ? (
        <>
          <h2>{t('keys.made', { lab: made.lab })}</h2>
          <p>{t('keys.madeText')}</p>
          {made.secret ? (
            <Typography.Paragraph code copyable data-testid="lab-key">
              {made.secret}
            </Typography.Paragraph>
          ) : (
            <Alert type="warning" showIcon title={t('keys.gone')} />
          )}
          <Button type="primary" onClick={close}>
            {t('staff.noted')}
          </Button>
        </>
      ) : (
        <Form
          layout="vertical"
          requiredMark={false}
          onFinish={({ lab }: { lab: string }) => create.run({ communityId, lab })}
        >
          <Form.Item
            name="lab"
            label={t('keys.lab')}
            rules={[{ required: true, whitespace: true, message: t('keys.labRule') }]}
          >
            <Input maxLength={60} autoFocus autoComplete="off" />
          </Form.Item>
          <ErrorPanel error={create.error} onRetry={create.again} />
          <Button type="primary" htmlType="submit" loading={create.running}>
            {t('keys.create')}
          </Button>
        </Form>
      )}
    </Modal>
  )
}
