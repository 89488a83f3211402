import { correctHours } from '@loumen/shared/shifts/api'
import type { Shift } from '@loumen/shared/shifts/schema'
import { Button, Form, Input, Modal } from 'antd'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { localTime } from './plan-shifts'

interface Draft {
  arrivedAt: string
  leftAt: string
  reason: string
}

/** Puts the hours of one shift right: what they were stays beside them. */
export function CorrectHours({ shift, onClose }: { shift: Shift; onClose: () => void }) {
  const { t } = useWords()
  const correct = useWrite(correctHours, onClose)
  const { id: shiftId, rev, name, from, until, arrivedAt, leftAt } = shift
  const required = { required: true, message: t('hours.wrong') }
  return (
    <Modal open title={t('hours.correctTitle', { name })} onCancel={onClose} footer={null} destroyOnHidden>
      <Form<Draft>
        layout="vertical"
        requiredMark={false}
        initialValues={{ arrivedAt: localTime(arrivedAt ?? from), leftAt: localTime(leftAt ?? until) }}
        onFinish={(draft) =>
          void correct.run({
            shiftId,
            rev,
            arrivedAt: new Date(draft.arrivedAt).toISOString(),
            leftAt: new Date(draft.leftAt).toISOString(),
            reason: draft.reason,
          })
        }
      >
        <Form.Item name="arrivedAt" label={t('hours.arrived')} rules={[required]}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="leftAt" label={t('hours.gone')} rules={[required]}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('hours.why')}
          rules={[{ required: true, whitespace: true, message: t('reasonRule') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <ErrorPanel error={correct.error} onRetry={correct.again} />
        <Button type="primary" htmlType="submit" loading={correct.running}>
          {t('hours.save')}
        </Button>
      </Form>
    </Modal>
  )
}
