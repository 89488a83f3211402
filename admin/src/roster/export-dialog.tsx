import { exportRoster } from '@loumen/shared/roster/people-api'
import { Button, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useCommunityId } from '../community/community'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { saveBytes } from '../ui/save-bytes'

interface Values {
  format: 'csv' | 'xlsx'
  full: boolean
  reason?: string
}

/** Takes the roster out as a file: masked, or in full for a reason by those who may. */
export function ExportDialog() {
  const { t } = useWords()
  const { may } = useSession()
  const communityId = useCommunityId()
  const take = useWrite(exportRoster, ({ name, content }) => saveBytes(name, content))
  if (!may('roster.export')) return null
  return (
    <ExportForm
      open={t('roster.export')}
      mayFull={may('roster.exportFull')}
      take={(values) => take.run({ communityId, ...values })}
      write={take}
    />
  )
}

/** Asks how a list leaves the house: its format, and masked or in full. Closes once it has. */
export function ExportForm(props: {
  open: string
  mayFull: boolean
  take: (values: Values) => Promise<unknown>
  write: { running: boolean; error: unknown; again: () => void }
}) {
  const { open: name, mayFull, take, write } = props
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>{name}</Button>
      <Modal open={open} title={name} onCancel={() => setOpen(false)} footer={null} destroyOnHidden>
        <Form<Values>
          layout="vertical"
          requiredMark={false}
          initialValues={{ format: 'xlsx', full: false }}
          onFinish={async ({ reason, ...values }) => {
            if (await take({ ...values, reason: reason?.trim() || undefined })) setOpen(false)
          }}
        >
          <Form.Item name="format">
            <Radio.Group
              options={[
                { value: 'xlsx', label: 'Excel（xlsx）' },
                { value: 'csv', label: 'CSV' },
              ]}
            />
          </Form.Item>
          <Form.Item name="full" extra={t('roster.exportText')}>
            <Radio.Group
              options={[
                { value: false, label: t('roster.exportMasked') },
                ...(mayFull ? [{ value: true, label: t('roster.exportFull') }] : []),
              ]}
            />
          </Form.Item>
          <Form.Item noStyle dependencies={['full']}>
            {({ getFieldValue }) =>
              getFieldValue('full') && (
                <Form.Item
                  name="reason"
                  label={t('roster.exportReason')}
                  rules={[{ required: true, whitespace: true, message: t('reasonRule') }]}
                >
                  <Input maxLength={200} />
                </Form.Item>
              )
            }
          </Form.Item>
          <ErrorPanel error={write.error} onRetry={write.again} />
          <Button type="primary" htmlType="submit" loading={write.running}>
            {t('roster.exportGo')}
          </Button>
        </Form>
      </Modal>
    </>
  )
}
