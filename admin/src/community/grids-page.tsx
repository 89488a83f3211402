import { drawGrid, listEntrances } from '@loumen/shared/community/api'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { EmptyState } from '../ui/empty-state'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Page } from '../ui/page'
import { Reading } from '../ui/reading'
import { useCommunityId } from './community'
import { EntrancePicker } from './entrance-picker'

/** The grids, each a set of entrances under one grid leader. */
export default function GridsPage() {
  const { t } = useWords()
  const communityId = useCommunityId()
  const read = useRead(listEntrances, { communityId })
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
              <ul className="cards">
                {grids.map((grid) => (
                  <li key={grid.id} className="panel" data-testid="grid">
                    <h2>{grid.name}</h2>
                    <p>
                      {entrances
                        .filter(({ gridId }) => gridId === grid.id)
                        .map(({ label }) => label)
                        .join('、') || t('grids.empty')}
                    </p>
                  </li>
                ))}
              </ul>
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
