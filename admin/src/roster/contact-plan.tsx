import { planContact, readContactPlan } from '@loumen/shared/calls/api'
import { type ContactPlan, ContactWay } from '@loumen/shared/calls/schema'
import { Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'

/** How a household that hears nothing is told of its call, kept for every round. */
export function ContactPlanSection({ householdId }: { householdId: string }) {
  const { t } = useWords()
  const read = useRead(readContactPlan, { householdId })
  return (
    <section data-testid="contact-plan">
      <h3>{t('contactPlan.title')}</h3>
      <Reading read={read}>{({ plan }) => <Plan householdId={householdId} plan={plan} />}</Reading>
    </section>
  )
}

function Plan({ householdId, plan }: { householdId: string; plan: ContactPlan | null }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const save = useWrite(planContact, () => setOpen(false))
  if (!open)
    return (
      <>
        <p>
          {plan ? (
            [t(`way.${plan.way}`), plan.detail].filter(Boolean).join('：')
          ) : (
            <span className="quiet">{t('contactPlan.none')}</span>
          )}
        </p>
        <Button size="small" data-action="plan-contact" onClick={() => setOpen(true)}>
          {t(plan ? 'contactPlan.change' : 'contactPlan.edit')}
        </Button>
      </>
    )
  return (
    <Form<{ way: ContactWay; detail?: string }>
      layout="vertical"
      requiredMark={false}
      initialValues={{ way: plan?.way, detail: plan?.detail ?? '' }}
      onFinish={({ way, detail }) => void save.run({ householdId, way, detail: detail?.trim() || undefined })}
    >
      <p className="quiet">{t('contactPlan.text')}</p>
      <Form.Item
        name="way"
        label={t('contactPlan.way')}
        rules={[{ required: true, message: t('contactPlan.wayRule') }]}
      >
        <Radio.Group options={ContactWay.options.map((value) => ({ value, label: t(`way.${value}`) }))} />
      </Form.Item>
      <Form.Item name="detail" label={t('contactPlan.detail')}>
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <ErrorPanel error={save.error} onRetry={save.again} />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={save.running}>
          {t('people.save')}
        </Button>
        {plan && (
          <Button disabled={save.running} onClick={() => void save.run({ householdId, way: null })}>
            {t('contactPlan.drop')}
          </Button>
        )}
        <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}
