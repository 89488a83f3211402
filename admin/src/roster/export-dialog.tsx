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
  const [open, setOpen] = useState(false)
  const take = useWrite(exportRoster, ({ name, content }) => {
    saveBytes(name, content)
    setOpen(false)
  })
  if (!may('roster.export')) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('roster.export')}</Button>
      <Modal open={open} title={t('roster.exportTitle')} onCancel={() => setOpen(false)} footer={null} destroyOnHidden>
        <Form<Values>
          layout="vertical"
          requiredMark={false}
          initialValues={{ format: 'xlsx', full: false }}
          onFinish={({ reason, ...values }) =>
            void take.run({ communityId, ...values, reason: reason?.trim() || undefined })
          }
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
                ...(may('roster.exportFull') ? [{ value: true, label: t('roster.exportFull') }] : []),
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
          <ErrorPanel error={take.error} onRetry={take.again} />
          <Button type="primary" htmlType="submit" loading={take.running}>
            {t('roster.exportGo')}
          </Button>
        </Form>
      </Modal>
    </>
  )
}
