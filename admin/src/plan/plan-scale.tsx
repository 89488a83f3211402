import { type SitePlan, scalePlan } from '@loumen/shared/community/plan-api'
import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { useCommunityId } from '../community/community'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

/** What the picture is worth in metres: its width, as somebody knows or measures it. */
export function PlanScale({ plan, editable }: { plan: SitePlan; editable: boolean }) {
  const { t } = useWords()
  const communityId = useCommunityId()
  const [metres, setMetres] = useState<number | null>(null)
  const scale = useWrite(scalePlan, () => setMetres(null))
  return (
    <div className="row between">
      <span>{plan.metres ? t('plan.scale', { metres: Math.round(plan.metres) }) : t('plan.noScale')}</span>
      {editable && (
        <form
          className="row"
          onSubmit={(event) => {
            event.preventDefault()
            if (metres) void scale.run({ communityId, from: { x: 0, y: 0 }, to: { x: 1, y: 0 }, metres })
          }}
        >
          <InputNumber
            min={1}
            max={20_000}
            value={metres}
            onChange={setMetres}
            aria-label={t('plan.scaleWidth')}
            placeholder={t('plan.scaleWidth')}
          />
          <Button htmlType="submit" disabled={!metres} loading={scale.running}>
            {t('plan.setScale')}
          </Button>
        </form>
      )}
      <ErrorPanel error={scale.error} onRetry={scale.again} />
    </div>
  )
}
