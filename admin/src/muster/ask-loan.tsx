import { listCommunities } from '@loumen/shared/community/api'
import { askLoan } from '@loumen/shared/muster/loans-api'
import { loanRoles } from '@loumen/shared/muster/rules'
import { liveRoundStates } from '@loumen/shared/rounds/rules'
import type { Round } from '@loumen/shared/rounds/schema'
import { Button, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useRounds } from '../community/community'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { localTime } from '../shifts/plan-shifts'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

interface Draft {
  lenderId: string
  siteId: string
  role: (typeof loanRoles)[number]
  starts: string
  until: string
  count: number
  note?: string
}

const usualHours = 4

/** Asks another community for people at a site of the round under way. */
export function AskLoan({ now }: { now: string }) {
  const { t } = useWords()
  const { round } = useRounds()
  const communities = useRead(listCommunities, {}, { every: 60_000 }).data?.communities ?? []
  const others = communities.filter(({ id }) => !round?.communityIds.includes(id))
  const open = round && liveRoundStates.includes(round.state)
  return (
    <section className="panel stack" data-testid="ask-loan">
      <h2>{t('loans.ask')}</h2>
      {open && others.length > 0 && <AskForm round={round} others={others} now={now} />}
      {!open && <p className="quiet">{t('loans.noRound')}</p>}
      {open && !others.length && <p className="quiet">{t('loans.noOther')}</p>}
    </section>
  )
}

function AskForm({ round, others, now }: { round: Round; others: { id: string; name: string }[]; now: string }) {
  const { t, d } = useWords()
  const [form] = Form.useForm<Draft>()
  const [sent, setSent] = useState<number>()
  const ask = useWrite(askLoan, ({ loanIds }) => {
    setSent(loanIds.length)
    form.resetFields(['note', 'count'])
  })
  const send = ({ starts, until, note, ...rest }: Draft) => {
    setSent(undefined)
    const time = { starts: new Date(starts).toISOString(), until: new Date(until).toISOString() }
    void ask.run({ roundId: round.id, ...rest, ...time, note: note?.trim() || null })
  }
  const must = (message: string) => [{ required: true, message }]
  return (
    <>
      <Form<Draft>
        form={form}
        name="loan"
        layout="vertical"
        requiredMark={false}
        className="row fields"
        initialValues={{
          lenderId: others[0]?.id,
          siteId: round.sites[0]?.id,
          role: loanRoles[0],
          starts: localTime(now),
          until: localTime(Date.parse(now) + usualHours * 3_600_000),
          count: 1,
        }}
        onFinish={send}
      >
        <Form.Item name="lenderId" label={t('loans.lender')} rules={must(t('loans.lender'))}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Form.Item>
        <Form.Item name="siteId" label={t('loans.site')} rules={must(t('loans.site'))}>
          <Select options={round.sites.map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
        <Form.Item name="role" label={t('loans.role')}>
          <Select options={loanRoles.map((role) => ({ value: role, label: d('role', role) }))} />
        </Form.Item>
        <Form.Item name="starts" label={t('loans.starts')} rules={must(t('loans.starts'))}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="until" label={t('loans.until')} rules={must(t('loans.until'))}>
          <Input type="datetime-local" />
        </Form.Item>
        <Form.Item name="count" label={t('loans.count')} rules={must(t('loans.count'))}>
          <InputNumber min={1} max={20} precision={0} />
        </Form.Item>
        <Form.Item name="note" className="wide" label={t('loans.say')}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item label=" ">
          <Button type="primary" htmlType="submit" loading={ask.running}>
            {t('loans.send')}
          </Button>
        </Form.Item>
      </Form>
      {sent !== undefined && (
        <p className="note" role="status">
          {t('loans.sent', { count: sent })}
        </p>
      )}
      <ErrorPanel error={ask.error} onRetry={ask.again} />
    </>
  )
}
