import { closeRecall, releaseHousehold } from '@loumen/shared/incidents/api'
import type { Recall, RecallPerson } from '@loumen/shared/incidents/schema'
import { Button, Form, Input } from 'antd'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { useTime } from '../ui/time'

/** A named person's decision, and later the release of households that are still held. */
export function Closing({ recall }: { recall: Recall }) {
  const { t } = useWords()
  const time = useTime()
  const { closed } = recall
  if (!closed) return <Decide recall={recall} />
  const held = [
    ...new Map(recall.people.filter(({ frozen }) => frozen).map((person) => [person.householdId, person])).values(),
  ]
  const door = (id: string) => {
    const one = recall.people.find(({ householdId }) => householdId === id)
    return one ? `${one.entrance} ${one.door}` : ''
  }
  return (
    <section className="panel" data-testid="closed">
      <p>
        <b>{t('recall.closedBy', { by: closed.by, time: time(closed.at), decision: closed.decision })}</b>
      </p>
      {recall.released.map(({ householdId, by, at, reason }) => (
        <p key={householdId}>{t('recall.releasedBy', { door: door(householdId), by, time: time(at), reason })}</p>
      ))}
      {held.length > 0 && <h2>{t('recall.heldTitle')}</h2>}
      {held.map((person) => (
        <Release key={person.householdId} recallId={recall.id} person={person} />
      ))}
    </section>
  )
}

function Decide({ recall }: { recall: Recall }) {
  const { t } = useWords()
  const write = useWrite(closeRecall)
  return (
    <section className="panel">
      <h2>{t('recall.closeTitle')}</h2>
      <p className="quiet">{t('recall.closeText')}</p>
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={({ decision }: { decision: string }) => write.run({ recallId: recall.id, decision })}
      >
        <Form.Item
          name="decision"
          label={t('recall.decision')}
          rules={[{ required: true, whitespace: true, message: t('recall.decisionRule') }]}
        >
          <Input.TextArea maxLength={200} rows={2} />
        </Form.Item>
        <ErrorPanel error={write.error} onRetry={write.again} />
        <Button type="primary" htmlType="submit" loading={write.running} data-testid="close-recall">
          {t('recall.close')}
        </Button>
      </Form>
    </section>
  )
}

function Release({ recallId, person }: { recallId: string; person: RecallPerson }) {
  const { t } = useWords()
  const write = useWrite(releaseHousehold)
  return (
    <Form
      layout="inline"
      className="recall-release"
      onFinish={({ reason }: { reason: string }) => write.run({ recallId, householdId: person.householdId, reason })}
    >
      <b>
        {person.entrance} {person.door}
      </b>
      <Form.Item name="reason" rules={[{ required: true, whitespace: true, message: t('reasonRule') }]}>
        <Input maxLength={200} placeholder={t('recall.releaseReason')} aria-label={t('recall.releaseReason')} />
      </Form.Item>
      <Button htmlType="submit" loading={write.running}>
        {t('recall.release')}
      </Button>
      <ErrorPanel error={write.error} onRetry={write.again} />
    </Form>
  )
}
