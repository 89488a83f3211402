import { Button, Form, Input, Modal } from 'antd'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

interface Props {
  open: boolean
  title: string
  text: string
  action: string
  reveal: { error: Parameters<typeof ErrorPanel>[0]['error']; again?: () => void; running: boolean }
  onReason: (reason: string) => unknown
  onCancel: () => void
}

/** Asks for the reason that somebody looks at what is sealed; it is kept. */
export function RevealFor({ open, title, text, action, reveal, onReason, onCancel }: Props) {
  const { t } = useWords()
  return (
    <Modal open={open} title={title} onCancel={onCancel} footer={null} destroyOnHidden>
      <p>{text}</p>
      <Form layout="vertical" requiredMark={false} onFinish={({ reason }: { reason: string }) => onReason(reason)}>
        <Form.Item
          name="reason"
          label={t('reason')}
          rules={[{ required: true, whitespace: true, message: t('reasonRule') }]}
        >
          <Input.TextArea autoFocus maxLength={200} rows={2} />
        </Form.Item>
        <ErrorPanel error={reveal.error} onRetry={reveal.again} />
        <Button type="primary" htmlType="submit" loading={reveal.running}>
          {action}
        </Button>
      </Form>
    </Modal>
  )
}
