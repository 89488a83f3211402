import { makeVisit } from '@loumen/shared/visits/api'
import { VisitKind } from '@loumen/shared/visits/schema'
import { App, Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { todayAt } from '../ui/time'

interface Draft {
  kind: VisitKind
  note?: string
  from?: string
  until?: string
}

/** Sends somebody to a household's door, for those of its people who are still missing. */
export function MakeVisit({ roundId, householdId }: { roundId: string; householdId: string }) {
  const { t, d } = useWords()
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const make = useWrite(makeVisit, ({ kind }) => {
    setOpen(false)
    void message.success(t('visit.made', { kind: d('visitKind', kind) }))
  })
  if (!open) {
    return (
      <div>
        <Button type="primary" onClick={() => setOpen(true)} data-testid="make-visit">
          {t('visit.make')}
        </Button>
      </div>
    )
  }
  return (
    <Form
      className="inset"
      layout="vertical"
      initialValues={{ kind: VisitKind.enum.sampling }}
      onFinish={({ kind, note, from, until }: Draft) =>
        make.run({
          roundId,
          householdId,
          kind,
          note: note?.trim() || undefined,
          wish: from || until ? { from: todayAt(from), until: todayAt(until) } : undefined,
        })
      }
    >
      <Form.Item name="kind" label={t('visit.kind')}>
        <Radio.Group options={VisitKind.options.map((kind) => ({ value: kind, label: d('visitKind', kind) }))} />
      </Form.Item>
      <Form.Item name="note" label={t('visit.note')}>
        <Input maxLength={200} placeholder={t('visit.noteExample')} />
      </Form.Item>
      <div className="two-fields">
        <Form.Item name="from" label={t('visits.wishFrom')}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="until" label={t('visits.wishUntil')}>
          <Input type="time" />
        </Form.Item>
      </div>
      <ErrorPanel error={make.error} onRetry={make.again} />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={make.running}>
          {t('visit.send')}
        </Button>
        <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}
