import type { RecallDoor } from '@loumen/shared/incidents/doors'
import { listTeams, makeTeam, planVisits } from '@loumen/shared/visits/api'
import { Button, Form, Input, Select } from 'antd'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'

interface Props {
  roundId: string
  gridId: string | undefined
  /** A team has a recall's doors to go to, too. */
  doors: readonly RecallDoor[]
}

/** The teams that go from door to door, and sharing out what waits among them. */
export function TeamsPanel({ roundId, gridId, doors }: Props) {
  const { t, d } = useWords()
  const [form] = Form.useForm<{ name: string; accountIds: string[] }>()
  const read = useRead(listTeams, { roundId })
  const make = useWrite(makeTeam, () => form.resetFields())
  const plan = useWrite(planVisits)
  const recalled = (teamId: string) => doors.filter(({ team, state }) => team?.id === teamId && state !== 'done').length
  return (
    <section className="panel" data-testid="teams">
      <h2>{t('visits.teams')}</h2>
      <p className="quiet">{t('visits.teamsText')}</p>
      <Reading read={read}>
        {({ teams, people }) => (
          <>
            <ul className="teams">
              {teams.map(({ id, name, members, waiting }) => (
                <li key={id} data-testid="team">
                  <b>{name}</b> {members.map((member) => member.name).join('、')}{' '}
                  <span className="quiet">{t('visits.waiting', { count: waiting + recalled(id) })}</span>
                </li>
              ))}
            </ul>
            {people.length === 0 ? (
              <p className="quiet">{t('visits.noPeople')}</p>
            ) : (
              <Form
                form={form}
                layout="inline"
                onFinish={({ name, accountIds }) => void make.run({ roundId, name, accountIds })}
              >
                <Form.Item name="name" rules={[{ required: true, max: 20, message: t('visits.teamName') }]}>
                  <Input aria-label={t('visits.teamName')} placeholder={t('visits.teamName')} />
                </Form.Item>
                <Form.Item name="accountIds" rules={[{ required: true, message: t('visits.teamPeople') }]}>
                  <Select
                    mode="multiple"
                    className="team-people"
                    aria-label={t('visits.teamPeople')}
                    placeholder={t('visits.teamPeople')}
                    optionFilterProp="label"
                    options={people.map(({ accountId, name, role }) => ({
                      value: accountId,
                      label: `${name} · ${d('role', role)}`,
                    }))}
                  />
                </Form.Item>
                <Button htmlType="submit" loading={make.running}>
                  {t('visits.makeTeam')}
                </Button>
              </Form>
            )}
            <ErrorPanel error={make.error} onRetry={make.again} />
            {teams.length > 0 && (
              <Button
                type="primary"
                loading={plan.running}
                onClick={() => void plan.run({ roundId, teamIds: teams.map(({ id }) => id), gridId })}
                data-testid="plan-visits"
              >
                {t('visits.plan')}
              </Button>
            )}
            <ErrorPanel error={plan.error} onRetry={plan.again} />
          </>
        )}
      </Reading>
    </section>
  )
}
