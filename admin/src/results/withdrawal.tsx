import type { TubeResult } from '@loumen/shared/results/schema'
import { withdrawPerson } from '@loumen/shared/tubes/api'
import { readScan } from '@loumen/shared/tubes/rules'
import type { SlipBearer } from '@loumen/shared/tubes/schema'
import { Button, Form, Input, Modal } from 'antd'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

/** Who is named by a document number, or by the last four with a surname or a door. */
function readPerson(text = ''): SlipBearer | undefined {
  const scan = readScan(text)
  return scan?.kind === 'document' || scan?.kind === 'name' || scan?.kind === 'door' ? scan : undefined
}

/** Takes somebody out of a tube that has left the table, with the reason: the swab stays inside. */
export function Withdrawal({ tube, onClose }: { tube?: TubeResult; onClose: (done?: string) => void }) {
  const { t } = useWords()
  const withdraw = useWrite(withdrawPerson, ({ barcode }) => onClose(barcode))
  return (
    <Modal
      open={!!tube}
      title={t('withdraw.title', { barcode: tube?.barcode ?? '' })}
      onCancel={() => onClose()}
      afterClose={withdraw.clear}
      footer={null}
      destroyOnHidden
    >
      {tube && (
        <Form
          layout="vertical"
          requiredMark={false}
          onFinish={({ who, reason }: { who: string; reason: string }) => {
            const person = readPerson(who)
            if (person) void withdraw.run({ tubeId: tube.tubeId, who: person, reason })
          }}
        >
          <p className="quiet">{t('withdraw.note')}</p>
          <Form.Item
            name="who"
            label={t('withdraw.who')}
            extra={t('withdraw.whoHint')}
            rules={[
              {
                validator: (_, text: string | undefined) =>
                  readPerson(text) ? Promise.resolve() : Promise.reject(new Error(t('withdraw.whoRule'))),
              },
            ]}
          >
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="reason"
            label={t('reason')}
            rules={[{ required: true, whitespace: true, message: t('reasonRule') }]}
          >
            <Input.TextArea maxLength={200} rows={2} />
          </Form.Item>
          <ErrorPanel error={withdraw.error} onRetry={withdraw.again} />
          <Button type="primary" htmlType="submit" loading={withdraw.running}>
            {t('withdraw.save')}
          </Button>
        </Form>
      )}
    </Modal>
  )
}
