import { correctResult } from '@loumen/shared/results/api'
import { Outcome, type TubeResult } from '@loumen/shared/results/schema'
import { Button, Form, Input, Modal, Radio } from 'antd'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

/** Another outcome for a tube that already has one, with the reason. */
export function Correction({ tube, onClose }: { tube?: TubeResult; onClose: () => void }) {
  const { t, d } = useWords()
  const correct = useWrite(correctResult, onClose)
  return (
    <Modal
      open={!!tube}
      title={t('correct.title', { barcode: tube?.barcode ?? '' })}
      onCancel={onClose}
      footer={null}
      destroyOnHidden
    >
      {tube && (
        <Form
          layout="vertical"
          requiredMark={false}
          onFinish={({ outcome, reason }: { outcome: Outcome; reason: string }) =>
            correct.run({ tubeId: tube.tubeId, outcome, reason })
          }
        >
          <Form.Item
            name="outcome"
            label={t('correct.outcome')}
            rules={[{ required: true, message: t('correct.outcomeRule') }]}
          >
            <Radio.Group
              options={Outcome.options
                .filter((outcome) => outcome !== tube.outcome)
                .map((outcome) => ({ value: outcome, label: d('outcome', outcome) }))}
            />
          </Form.Item>
          <Form.Item
            name="reason"
            label={t('reason')}
            rules={[{ required: true, whitespace: true, message: t('reasonRule') }]}
          >
            <Input.TextArea maxLength={200} rows={2} />
          </Form.Item>
          <ErrorPanel error={correct.error} onRetry={correct.again} />
          <Button type="primary" htmlType="submit" loading={correct.running}>
            {t('correct.save')}
          </Button>
        </Form>
      )}
    </Modal>
  )
}
