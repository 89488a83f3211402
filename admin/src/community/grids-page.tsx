import { listStaff } from '@loumen/shared/accounts/api'
import type { Staff } from '@loumen/shared/accounts/schema'
import { drawGrid, listEntrances } from '@loumen/shared/community/api'
import type { Entrance } from '@loumen/shared/community/schema'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { ColourChip } from '../ui/colour-chip'
import { EmptyState } from '../ui/empty-state'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { useCommunityId } from './community'
import { EntrancePicker } from './entrance-picker'
import { Answering, GridCard, isAnswered } from './grid-card'

/** The grids, each a set of entrances under one grid leader. */
export default function GridsPage() {
  const { t } = useWords()
  const communityId = useCommunityId()
  const read = useRead(listEntrances, { communityId })
  const staff = useRead(listStaff, { communityId })
  const people = staff.data?.staff ?? []
  const [chosen, setChosen] = useState<string[]>([])
  const [form] = Form.useForm<{ name: string }>()
  const draw = useWrite(drawGrid, () => {
    setChosen([])
    form.resetFields()
  })
  return (
    <Page title={t('menu.grids')} note={t('grids.note')}>
      <Reading read={read}>
        {({ entrances, grids }) =>
          entrances.length === 0 ? (
            <EmptyState title={t('roster.none')} text={t('roster.noneText')} />
          ) : (
            <>
              <ul className="cards cards-wide">
                {grids.map((grid) => (
                  <GridCard
                    key={grid.id}
                    grid={grid}
                    entrances={entrances.filter(({ gridId }) => gridId === grid.id)}
                    staff={people}
                  />
                ))}
              </ul>
              {staff.data && <Unanswered entrances={entrances} staff={people} />}
              <section className="panel">
                <h2>{t('grids.draw')}</h2>
                <Form
                  form={form}
                  layout="vertical"
                  requiredMark={false}
                  onFinish={({ name }) => draw.run({ communityId, name, entranceIds: chosen })}
                >
                  <Form.Item
                    name="name"
                    label={t('grids.name')}
                    rules={[{ required: true, whitespace: true, message: t('grids.nameRule') }]}
                  >
                    <Input className="narrow" maxLength={40} placeholder={t('grids.nameExample')} />
                  </Form.Item>
                  <EntrancePicker entrances={entrances} grids={grids} chosen={chosen} onChange={setChosen} />
                  <ErrorPanel error={draw.error} onRetry={draw.again} />
                  <Button type="primary" htmlType="submit" loading={draw.running} disabled={!chosen.length}>
                    {t('grids.save', { count: chosen.length })}
                  </Button>
                </Form>
              </section>
            </>
          )
        }
      </Reading>
    </Page>
  )
}

/** Entrances for which nobody answers: without a captain, and in no grid that has a leader. */
function Unanswered({ entrances, staff }: { entrances: readonly Entrance[]; staff: readonly Staff[] }) {
  const { t } = useWords()
  const left = entrances.filter(
    ({ id, gridId }) => !isAnswered(staff, 'captain', id) && !(gridId && isAnswered(staff, 'gridLeader', gridId)),
  )
  if (!left.length) return <p className="quiet">{t('grids.allAnswered')}</p>
  return (
    <section className="panel stack" data-testid="unanswered">
      <h2>{t('grids.unanswered')}</h2>
      <p className="quiet">{t('grids.unansweredText')}</p>
      <ul className="plain-list">
        {left.map(({ id, label, colour }) => (
          <li key={id} className="row between">
            <ColourChip colour={colour} label={label} />
            <Answering as="captain" scope={id} name={label} staff={staff} />
          </li>
        ))}
      </ul>
    </section>
  )
}
