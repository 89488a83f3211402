import { listEntrances } from '@loumen/shared/community/api'
import type { Entrance } from '@loumen/shared/community/schema'
import { openRound } from '@loumen/shared/rounds/api'
import { type Policy, PoolSize } from '@loumen/shared/rounds/schema'
import { Button, Checkbox, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { CallOrderList } from './call-order-list'
import { NoRound } from './no-round'
import { PolicyFields, type TellingPlan, tellingPolicy, usualTelling } from './policy-fields'
import { SiteFields } from './site-fields'

interface Plan extends TellingPlan {
  name?: string
  poolSize: Policy['poolSize']
  rules?: Rule[]
  sites: { name: string; place: string; tables: number }[]
}

const rules = ['entryCheck', 'householdTubes', 'codedSingly'] as const
type Rule = (typeof rules)[number]

const usual: Partial<Plan> = { ...usualTelling, poolSize: 10, sites: [{ name: '', place: '', tables: 2 }] }

/** Opens a round: where, how pooled, and in which order; every expected person gets a ticket. */
export default function OpenRoundPage() {
  const { t } = useWords()
  const communityId = useCommunityId()
  const navigate = useNavigate()
  const read = useRead(listEntrances, { communityId })
  const [order, setOrder] = useState<Entrance[]>()
  const open = useWrite(openRound, ({ id }) => navigate(communityPath(communityId, `rounds/${id}`)))
  return (
    <Page title={t('round.open')} note={t('round.openNote')}>
      <Reading read={read}>
        {({ entrances }) =>
          entrances.length === 0 ? (
            <NoRound />
          ) : (
            <Form<Plan>
              layout="vertical"
              requiredMark={false}
              initialValues={usual}
              scrollToFirstError
              className="two-columns"
              onFinish={({ name, poolSize, rules: chosen = [], sites, ...telling }) =>
                open.run({
                  communityId,
                  name: name?.trim() || undefined,
                  policy: {
                    poolSize,
                    ...tellingPolicy(telling),
                    ...Object.fromEntries(chosen.map((rule) => [rule, true])),
                  },
                  sites,
                  entranceIds: (order ?? entrances).map(({ id }) => id),
                })
              }
            >
              <div className="panel">
                <h2>{t('round.sites')}</h2>
                <SiteFields />
                <h2>{t('round.policy')}</h2>
                <Form.Item name="poolSize" label={t('round.poolSize')} extra={t('round.poolSizeNote')}>
                  <Radio.Group
                    optionType="button"
                    options={PoolSize.options.map(({ value }) => ({ value, label: t('round.pool', { size: value }) }))}
                  />
                </Form.Item>
                <Form.Item name="rules" label={t('round.rules')}>
                  <Checkbox.Group
                    options={rules.map((value) => ({ value, label: t(`round.rule.${value}`) }))}
                    className="rules"
                  />
                </Form.Item>
                <PolicyFields />
                <Form.Item name="name" label={t('round.name')} extra={t('round.nameNote')}>
                  <Input maxLength={40} className="narrow" />
                </Form.Item>
                <ErrorPanel error={open.error} onRetry={open.again} />
                <Button type="primary" size="large" htmlType="submit" loading={open.running} data-testid="open-round">
                  {t('round.openNow')}
                </Button>
              </div>
              <div className="panel">
                <h2>{t('round.order')}</h2>
                <p className="quiet">{t('round.orderNote')}</p>
                <CallOrderList order={order ?? entrances} onChange={setOrder} />
              </div>
            </Form>
          )
        }
      </Reading>
    </Page>
  )
}
