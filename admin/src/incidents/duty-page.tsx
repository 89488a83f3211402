import { readDuty, setDuty } from '@loumen/shared/incidents/api'
import { Body, type Duty, type DutyContact } from '@loumen/shared/incidents/schema'
import { DayTime } from '@loumen/shared/rounds/schema'
import { Alert, Button, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import './incidents.css'

interface ContactDraft {
  name: string
  phone?: string
  url?: string
  by: DutyContact['by']
  from?: string
  to?: string
}

interface Draft {
  escalateAfter: number
  contacts: Partial<Record<Body, ContactDraft[]>>
}

/** Who is called in an emergency, in which order, and after how many minutes the next one's turn comes. */
export default function DutyPage() {
  const { t } = useWords()
  const communityId = useCommunityId()
  const read = useRead(readDuty, { communityId }, { every: false })
  return (
    <Page title={t('menu.duty')} note={t('duty.note')}>
      <Reading read={read}>{(duty) => <DutyForm key={communityId} communityId={communityId} duty={duty} />}</Reading>
    </Page>
  )
}

const draftOf = ({ escalateAfter, contacts }: Duty): Draft => ({
  escalateAfter,
  contacts: Object.fromEntries(
    Body.options.map((body) => [
      body,
      (contacts[body] ?? []).map(({ name, phone, url, by, hours }) => ({
        name,
        phone: phone ?? '',
        url: url ?? '',
        by,
        from: hours?.from ?? '',
        to: hours?.to ?? '',
      })),
    ]),
  ),
})

function DutyForm({ communityId, duty }: { communityId: string; duty: Duty }) {
  const { t, d } = useWords()
  const [saved, setSaved] = useState(false)
  const write = useWrite(setDuty, () => setSaved(true))
  return (
    <Form<Draft>
      layout="vertical"
      requiredMark={false}
      initialValues={draftOf(duty)}
      onValuesChange={() => setSaved(false)}
      onFinish={({ escalateAfter, contacts }) =>
        write.run({
          communityId,
          escalateAfter,
          contacts: Object.fromEntries(
            Body.options.map((body) => [
              body,
              (contacts[body] ?? []).map(({ name, phone, url, by, from, to }) => ({
                name,
                phone: by === 'webhook' ? null : (phone ?? null),
                url: by === 'webhook' ? (url?.trim() ?? null) : null,
                by,
                hours: from && to ? { from, to } : null,
              })),
            ]),
          ),
        })
      }
      className="stack"
    >
      <Form.Item name="escalateAfter" label={t('duty.escalate')} className="panel">
        <InputNumber min={1} max={60} precision={0} />
      </Form.Item>
      {Body.options.map((body) => (
        <section key={body} className="panel" data-testid={`duty-${body}`}>
          <h2>{d('body', body)}</h2>
          <Contacts body={body} />
        </section>
      ))}
      <div>
        <ErrorPanel error={write.error} onRetry={write.again} />
        {saved && <Alert type="success" showIcon title={t('duty.saved')} role="status" />}
        <Button type="primary" htmlType="submit" loading={write.running}>
          {t('duty.save')}
        </Button>
      </div>
    </Form>
  )
}

function Contacts({ body }: { body: Body }) {
  const { t, d } = useWords()
  const hours = {
    validator: (_: unknown, value: string) =>
      !value || DayTime.safeParse(value).success ? Promise.resolve() : Promise.reject(new Error(t('duty.hoursRule'))),
  }
  return (
    <Form.List name={['contacts', body]}>
      {(fields, { add, remove, move }) => (
        <>
          {fields.length === 0 && <p className="quiet">{t('duty.none')}</p>}
          {fields.map(({ key, name }) => (
            <div key={key} className="duty-row">
              <Form.Item
                name={[name, 'name']}
                label={t('duty.name')}
                rules={[{ required: true, whitespace: true, message: t('duty.nameRule') }]}
              >
                <Input maxLength={40} autoComplete="off" />
              </Form.Item>
              <Reach body={body} name={name} />
              <Form.Item name={[name, 'by']} label={t('duty.by')}>
                <Select
                  options={(['call', 'sms', 'webhook'] as const).map((value) => ({ value, label: d('by', value) }))}
                />
              </Form.Item>
              <Form.Item name={[name, 'from']} label={t('duty.from')} rules={[hours]}>
                <Input maxLength={5} placeholder="20:00" autoComplete="off" />
              </Form.Item>
              <Form.Item name={[name, 'to']} label={t('duty.to')} rules={[hours]}>
                <Input maxLength={5} placeholder="08:00" autoComplete="off" />
              </Form.Item>
              <div className="duty-steps">
                <Button size="small" disabled={name === 0} onClick={() => move(name, name - 1)}>
                  {t('duty.up')}
                </Button>
                <Button size="small" onClick={() => remove(name)}>
                  {t('duty.remove')}
                </Button>
              </div>
            </div>
          ))}
          <Button
            size="small"
            disabled={fields.length >= 12}
            onClick={() => add({ name: '', phone: '', url: '', by: 'call', from: '', to: '' })}
          >
            {t('duty.add')}
          </Button>
        </>
      )}
    </Form.List>
  )
}

/** The number, or the address of the chat group's robot. */
function Reach({ body, name }: { body: Body; name: number }) {
  const { t } = useWords()
  const by = Form.useWatch<DutyContact['by']>(['contacts', body, name, 'by'])
  if (by === 'webhook')
    return (
      <Form.Item
        name={[name, 'url']}
        label={t('duty.url')}
        rules={[{ required: true, pattern: /^\s*https?:\/\/\S+\s*$/, message: t('duty.urlRule') }]}
      >
        <Input maxLength={500} inputMode="url" autoComplete="off" placeholder="https://" />
      </Form.Item>
    )
  return (
    <Form.Item
      name={[name, 'phone']}
      label={t('duty.phone')}
      rules={[{ required: true, pattern: /^\s*\+?[\d -]{3,20}\s*$/, message: t('duty.phoneRule') }]}
    >
      <Input maxLength={24} inputMode="tel" autoComplete="off" />
    </Form.Item>
  )
}
