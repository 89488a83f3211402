import { Barcode } from '@loumen/shared/fields'
import { sampleSingly } from '@loumen/shared/incidents/api'
import type { Recall, RecallPerson } from '@loumen/shared/incidents/schema'
import { Button, Form, Input, Modal } from 'antd'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

interface Draft {
  samples: { barcode: string; lab: string }[]
}

/** A person's single samples: each tube's barcode and the laboratory that it goes to. */
export function SampleForm({
  recall,
  person,
  onClose,
}: {
  recall: Recall
  person?: RecallPerson
  onClose: () => void
}) {
  const { t } = useWords()
  const write = useWrite(sampleSingly, onClose)
  const labs = recall.people.flatMap(({ samples }) => samples.slice(-recall.samplesWanted).map(({ lab }) => lab))
  const usual = [...new Set(labs)].slice(-recall.samplesWanted)
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
        initialValues={{
          samples: Array.from({ length: recall.samplesWanted }, (_, i) => ({ barcode: '', lab: usual[i] ?? '' })),
        }}
        onFinish={({ samples }) => person && write.run({ recallId: recall.id, residentId: person.residentId, samples })}
      >
        <Form.List name="samples">
          {(fields) =>
            fields.map(({ key, name }) => (
              <div className="two-fields" key={key}>
                <Form.Item
                  name={[name, 'barcode']}
                  label={t('recall.barcodeOf', { place: name + 1 })}
                  rules={[
                    {
                      validator: (_, value) =>
                        Barcode.safeParse(value).success
                          ? Promise.resolve()
                          : Promise.reject(new Error(t('recall.barcodeRule'))),
                    },
                  ]}
                >
                  <Input maxLength={32} autoFocus={name === 0} autoComplete="off" autoCapitalize="characters" />
                </Form.Item>
                <Form.Item
                  name={[name, 'lab']}
                  label={t('recall.labOf')}
                  rules={[{ required: true, whitespace: true, message: t('recall.labRule') }]}
                >
                  <Input maxLength={60} autoComplete="off" />
                </Form.Item>
              </div>
            ))
          }
        </Form.List>
        <ErrorPanel error={write.error} onRetry={write.again} />
        <Button type="primary" htmlType="submit" loading={write.running}>
          {t('recall.sample')}
        </Button>
      </Form>
    </Modal>
  )
}
