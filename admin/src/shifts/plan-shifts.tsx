import type { Output } from '@loumen/shared/endpoint'
import type { Post } from '@loumen/shared/rounds/posts'
import { type listShifts, planShifts } from '@loumen/shared/shifts/api'
import { Button, Form, Input, Select } from 'antd'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

interface Draft {
  postId: string
  accountIds: string[]
  from: string
  minutes: number
}

const lengths = [60, 120, 180, 240]
const pad = (value: number) => String(value).padStart(2, '0')

/** A moment as a field for date and time takes it, in this browser's own time. */
export const localTime = (at: string | number) => {
  const time = new Date(at)
  return `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}T${pad(time.getHours())}:${pad(time.getMinutes())}`
}

type Say = ReturnType<typeof useWords>['d']

export const postOptions = (posts: readonly Post[], d: Say) =>
  posts.map(({ id, name, kind }) => ({ value: id, label: `${name} · ${d('postKind', kind)}` }))

export const peopleOptions = (people: Output<typeof listShifts>['people'], d: Say) =>
  people.map(({ accountId, name, role }) => ({ value: accountId, label: `${name} · ${d('role', role)}` }))

const nextHour = (now: string) => localTime(Math.ceil(Date.parse(now) / 3_600_000) * 3_600_000)

/** People one after the other at a post. */
export function PlanShifts({
  posts,
  people,
  now,
}: {
  posts: readonly Post[]
  people: Output<typeof listShifts>['people']
  now: string
}) {
  const { t, d } = useWords()
  const [form] = Form.useForm<Draft>()
  const plan = useWrite(planShifts, () => form.resetFields(['accountIds']))
  const send = ({ from, ...rest }: Draft) => void plan.run({ ...rest, from: new Date(from).toISOString() })
  return (
    <section className="panel" data-testid="plan-shifts">
      <h2>{t('shifts.plan')}</h2>
      <Form<Draft>
        form={form}
        layout="vertical"
        requiredMark={false}
        className="row fields"
        initialValues={{ postId: posts[0]?.id, from: nextHour(now), minutes: 120 }}
        onFinish={send}
      >
        <Form.Item name="postId" label={t('shifts.post')} rules={[{ required: true, message: t('shifts.post') }]}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={postOptions(posts, d)} />
        </Form.Item>
        <Form.Item
          name="accountIds"
          className="wide"
          label={t('shifts.people')}
          rules={[{ required: true, message: t('shifts.people') }]}
        >
          <Select mode="multiple" optionFilterProp="label" options={peopleOptions(people, d)} />
        </Form.Item>
        <Form.Item name="from" label={t('shifts.from')} rules={[{ required: true, message: t('shifts.from') }]}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="minutes" label={t('shifts.minutes')}>
          <Select options={lengths.map((value) => ({ value, label: t('shifts.hours', { hours: value / 60 }) }))} />
        </Form.Item>
        <Form.Item label=" ">
          <Button type="primary" htmlType="submit" loading={plan.running}>
            {t('shifts.add')}
          </Button>
        </Form.Item>
      </Form>
      <ErrorPanel error={plan.error} onRetry={plan.again} />
    </section>
  )
}
