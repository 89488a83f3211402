import type { Output } from '@loumen/shared/endpoint'
import type { Post } from '@loumen/shared/rounds/posts'
import { changeShift, type listShifts } from '@loumen/shared/shifts/api'
import type { Shift } from '@loumen/shared/shifts/schema'
import { Button, Form, Input, Modal, Select } from 'antd'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { localTime, peopleOptions, postOptions } from './plan-shifts'

interface Draft {
  postId: string
  accountId: string
  from: string
  until: string
}

interface Props {
  shift: Shift
  posts: readonly Post[]
  people: Output<typeof listShifts>['people']
  onClose: () => void
}

/** Gives a planned shift another person, post or times; a refusal says who is elsewhere or has no rest. */
export function ChangeShift({ shift, posts, people, onClose }: Props) {
  const { t, d } = useWords()
  const change = useWrite(changeShift, onClose)
  const { id: shiftId, rev, name, postId, accountId, from, until } = shift
  const required = (text: string) => [{ required: true, message: text }]
  return (
    <Modal open title={t('shifts.changeTitle', { name })} onCancel={onClose} footer={null} destroyOnHidden>
      <Form<Draft>
        name="change-shift"
        layout="vertical"
        requiredMark={false}
        initialValues={{ postId, accountId, from: localTime(from), until: localTime(until) }}
        onFinish={(draft) =>
          void change.run({
            shiftId,
            rev,
            postId: draft.postId,
            accountId: draft.accountId,
            from: new Date(draft.from).toISOString(),
            until: new Date(draft.until).toISOString(),
          })
        }
      >
        <Form.Item name="accountId" label={t('shifts.person')} rules={required(t('shifts.person'))}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={peopleOptions(people, d)} />
        </Form.Item>
        <Form.Item name="postId" label={t('shifts.post')} rules={required(t('shifts.post'))}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={postOptions(posts, d)} />
        </Form.Item>
        <Form.Item name="from" label={t('shifts.from')} rules={required(t('shifts.from'))}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="until" label={t('shifts.until')} rules={required(t('shifts.until'))}>
          <Input type="datetime-local" />
        </Form.Item>
        <ErrorPanel error={change.error} onRetry={change.again} />
        <Button type="primary" htmlType="submit" loading={change.running}>
          {t('shifts.save')}
        </Button>
      </Form>
    </Modal>
  )
}
