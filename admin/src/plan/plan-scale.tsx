import { type SitePlan, scalePlan } from '@loumen/shared/community/plan-api'
import type { PlanPoint } from '@loumen/shared/rounds/posts'
import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { useCommunityId } from '../community/community'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

/** Two points of the plan between which somebody knows the metres. */
export interface Ruler {
  from: PlanPoint
  to: PlanPoint
}
const laidDown: Ruler = { from: { x: 0.25, y: 0.5 }, to: { x: 0.75, y: 0.5 } }

interface Props {
  plan: SitePlan
  editable: boolean
  ruler: Ruler | undefined
  onRuler: (ruler: Ruler | undefined) => void
}

/** What the picture is worth in metres, measured by a ruler that is laid between two points of it. */
export function PlanScale({ plan, editable, ruler, onRuler }: Props) {
  const { t } = useWords()
  const communityId = useCommunityId()
  const [metres, setMetres] = useState<number | null>(null)
  const close = () => {
    setMetres(null)
    onRuler(undefined)
  }
  const scale = useWrite(scalePlan, close)
  return (
    <div className="stack">
      <div className="row between">
        <span>{plan.metres ? t('plan.scale', { metres: Math.round(plan.metres) }) : t('plan.noScale')}</span>
        {editable && !ruler && <Button onClick={() => onRuler(laidDown)}>{t('plan.setScale')}</Button>}
      </div>
      {ruler && (
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault()
            if (metres) void scale.run({ communityId, ...ruler, metres })
          }}
        >
          <span>{t('plan.rulerNote')}</span>
          <InputNumber
            min={1}
            max={20_000}
            value={metres}
            onChange={setMetres}
            aria-label={t('plan.rulerMetres')}
            placeholder={t('plan.rulerMetres')}
          />
          <Button type="primary" htmlType="submit" disabled={!metres} loading={scale.running}>
            {t('plan.setScale')}
          </Button>
          <Button onClick={close}>{t('cancel')}</Button>
        </form>
      )}
      <ErrorPanel error={scale.error} onRetry={scale.again} />
    </div>
  )
}
