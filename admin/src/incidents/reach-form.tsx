import { recordReached } from '@loumen/shared/incidents/api'
import { type RecallPerson, Whereabouts } from '@loumen/shared/incidents/schema'
import { Button, Form, Input, Modal, Radio } from 'antd'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

interface Draft {
  where: Whereabouts
  place?: string
  how: 'door' | 'phone'
  toldBy?: string
}

/** Writes down that somebody was reached: where they are, how, and who told them to stay there. */
export function ReachForm({
  recallId,
  person,
  onClose,
}: {
  recallId: string
  person?: RecallPerson
  onClose: () => void
}) {
  const { t, d } = useWords()
  const write = useWrite(recordReached, onClose)
  return (
    <Modal
      open={!!person}
      title={person && `${person.name} · ${person.entrance} ${person.door}`}
      onCancel={onClose}
      footer={null}
      destroyOnHidden
      afterClose={write.clear}
    >
      <Form<Draft>
        layout="vertical"
        requiredMark={false}
        initialValues={{ how: 'phone' }}
        onFinish={({ where, place, how, toldBy }) =>
          person &&
          write.run({
            recallId,
            residentId: person.residentId,
            where,
            how,
            place: place?.trim() || undefined,
            toldBy: toldBy?.trim() || undefined,
          })
        }
      >
        <Form.Item name="where" label={t('recall.where')} rules={[{ required: true, message: t('recall.whereRule') }]}>
          <Radio.Group options={Whereabouts.options.map((value) => ({ value, label: d('where', value) }))} />
        </Form.Item>
        <Form.Item name="place" label={t('recall.place')}>
          <Input maxLength={80} autoComplete="off" />
        </Form.Item>
        <Form.Item name="how" label={t('recall.how')}>
          <Radio.Group options={(['phone', 'door'] as const).map((value) => ({ value, label: d('told', value) }))} />
        </Form.Item>
        <Form.Item name="toldBy" label={t('recall.toldBy')}>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <ErrorPanel error={write.error} onRetry={write.again} />
        <Button type="primary" htmlType="submit" loading={write.running}>
          {t('recall.save')}
        </Button>
      </Form>
    </Modal>
  )
}
