import { tags } from '@loumen/shared/roster/tags'
import { makeVisitsByTags } from '@loumen/shared/visits/api'
import { VisitKind } from '@loumen/shared/visits/schema'
import { App, Button, Form, Radio, Select } from 'antd'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

/** Sends somebody to every missing household that has one of these tags: all bedridden of a grid at once. */
export function TagsPanel({ roundId, gridId }: { roundId: string; gridId: string | undefined }) {
  const { t, d } = useWords()
  const { message } = App.useApp()
  const make = useWrite(makeVisitsByTags, (made) => void message.success(t('visits.madeByTags', made)))
  return (
    <section className="panel" data-testid="by-tags">
      <h2>{t('visits.byTags')}</h2>
      <p className="quiet">{t('visits.byTagsText')}</p>
      <Form
        layout="vertical"
        initialValues={{ kind: VisitKind.enum.sampling }}
        onFinish={({ kind, chosen }: { kind: VisitKind; chosen: string[] }) =>
          void make.run({ roundId, kind, tags: chosen, gridId })
        }
      >
        <Form.Item name="kind">
          <Radio.Group
            aria-label={t('visit.kind')}
            options={VisitKind.options.map((kind) => ({ value: kind, label: d('visitKind', kind) }))}
          />
        </Form.Item>
        <Form.Item name="chosen" rules={[{ required: true, message: t('visits.tags') }]}>
          <Select
            mode="multiple"
            aria-label={t('visits.tags')}
            placeholder={t('visits.tags')}
            optionFilterProp="label"
            options={tags.map((tag) => ({ value: tag, label: d('tag', tag) }))}
          />
        </Form.Item>
        <ErrorPanel error={make.error} onRetry={make.again} />
        <Button htmlType="submit" loading={make.running}>
          {t('visits.makeByTags')}
        </Button>
      </Form>
    </section>
  )
}
