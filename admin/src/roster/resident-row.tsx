import { revealResident } from '@loumen/shared/roster/api'
import type { Resident } from '@loumen/shared/roster/schema'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Tags } from '../ui/tags'

/** A person as one may see them; the rest is shown for a reason, which is kept. */
export function ResidentRow({ resident }: { resident: Resident }) {
  const { t } = useWords()
  const { may } = useSession()
  const [asking, setAsking] = useState(false)
  const [revealed, setRevealed] = useState<Resident>()
  const reveal = useWrite(revealResident, (full) => {
    setRevealed(full)
    setAsking(false)
  })
  const shown = revealed ?? resident
  return (
    <li>
      <div className="person-line">
        <b>{shown.name}</b>
        {shown.relation && <span className="quiet">{shown.relation}</span>}
        {shown.toVerify && <span className="to-verify">{t('resident.toVerify')}</span>}
        <Tags tags={shown.tags} />
      </div>
      <dl className="person-fields">
        {shown.document && (
          <>
            <dt>{t('resident.document')}</dt>
            <dd>{shown.document}</dd>
          </>
        )}
        {shown.phone && (
          <>
            <dt>{t('resident.phone')}</dt>
            <dd>{shown.phone}</dd>
          </>
        )}
      </dl>
      {may('roster.reveal') && !revealed && (
        <Button size="small" type="link" onClick={() => setAsking(true)}>
          {t('resident.reveal')}
        </Button>
      )}
      <Modal
        open={asking}
        title={t('resident.revealTitle')}
        onCancel={() => setAsking(false)}
        footer={null}
        destroyOnHidden
      >
        <p>{t('resident.revealText')}</p>
        <Form
          layout="vertical"
          requiredMark={false}
          onFinish={({ reason }: { reason: string }) => reveal.run({ residentId: resident.id, reason })}
        >
          <Form.Item
            name="reason"
            label={t('reason')}
            rules={[{ required: true, whitespace: true, message: t('reasonRule') }]}
          >
            <Input.TextArea autoFocus maxLength={200} rows={2} />
          </Form.Item>
          <ErrorPanel error={reveal.error} onRetry={reveal.again} />
          <Button type="primary" htmlType="submit" loading={reveal.running}>
            {t('resident.reveal')}
          </Button>
        </Form>
      </Modal>
    </li>
  )
}
