import { acknowledgeAlert } from '@loumen/shared/incidents/api'
import type { Alert, Recall } from '@loumen/shared/incidents/schema'
import { Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { useTime } from '../ui/time'

/** Which bodies were told, who of each is called now, and who has acknowledged. */
export function AlertTable({ recall }: { recall: Recall }) {
  const { t, d } = useWords()
  const [answering, setAnswering] = useState<Alert>()
  return (
    <section className="panel" data-testid="alerts">
      <h2>{t('alert.title')}</h2>
      <p className={recall.unanswered ? 'recall-late' : 'quiet'}>
        {recall.unanswered ? t('recall.unanswered', { count: recall.unanswered }) : t('recall.allAnswered')}
      </p>
      <div className="wide">
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('alert.body')}</th>
              <th>{t('alert.number')}</th>
              <th>{t('alert.standing')}</th>
              <th>
                <span className="unseen">{t('actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {recall.alerts.map((alert) => (
              <tr key={alert.id} data-testid={`alert-${alert.cause}-${alert.body}`} data-state={alert.state}>
                <td>{d('body', alert.body)}</td>
                <td>{alert.number}</td>
                <td>
                  <AlertStanding alert={alert} />
                </td>
                <td>
                  {alert.state === 'open' && (
                    <Button size="small" onClick={() => setAnswering(alert)}>
                      {t('alert.acknowledge')}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Answer alert={answering} onClose={() => setAnswering(undefined)} />
    </section>
  )
}

function AlertStanding({ alert }: { alert: Alert }) {
  const { t } = useWords()
  const time = useTime()
  const communityId = useCommunityId()
  const { acknowledged, contact, tries, nextAt } = alert
  if (acknowledged)
    return (
      <>
        ✓ {t('alert.acknowledged', { by: acknowledged.by, time: time(acknowledged.at) })}
        {acknowledged.recordedBy && t('alert.recorded', { recorder: acknowledged.recordedBy })}
      </>
    )
  if (!contact)
    return (
      <b className="recall-late">
        {t('alert.nobody')} <Link to={communityPath(communityId, 'duty')}>{t('alert.toDuty')}</Link>
      </b>
    )
  const last = tries.at(-1)
  const how =
    last?.outcome === 'byHand' ? 'alert.byHand' : last?.outcome === 'failed' ? 'alert.failed' : 'alert.calling'
  return (
    <>
      <b>{t(how, { name: contact.name, phone: contact.phone ?? '' })}</b>{' '}
      <span className="quiet">
        {tries.length > 0 && t('alert.tries', { count: tries.length })}
        {nextAt && last && last.outcome !== 'failed' && ` · ${t('alert.next', { time: time(nextAt) })}`}
      </span>
    </>
  )
}

function Answer({ alert, onClose }: { alert?: Alert; onClose: () => void }) {
  const { t, d } = useWords()
  const write = useWrite(acknowledgeAlert, onClose)
  return (
    <Modal
      open={!!alert}
      title={alert && d('body', alert.body)}
      onCancel={onClose}
      footer={null}
      destroyOnHidden
      afterClose={write.clear}
    >
      <Form
        layout="vertical"
        onFinish={({ by }: { by?: string }) => alert && write.run({ alertId: alert.id, by: by?.trim() || undefined })}
      >
        <p className="quiet">{t('alert.answerText')}</p>
        <Form.Item name="by" label={t('alert.who')}>
          <Input maxLength={40} autoComplete="off" autoFocus />
        </Form.Item>
        <ErrorPanel error={write.error} onRetry={write.again} />
        <Button type="primary" htmlType="submit" loading={write.running}>
          {t('alert.acknowledge')}
        </Button>
      </Form>
    </Modal>
  )
}
