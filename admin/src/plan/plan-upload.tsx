import { uploadPlan } from '@loumen/shared/community/plan-api'
import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useCommunityId } from '../community/community'
import { useWrite } from '../remote/use-write'
import { readAttachment } from '../ui/attachment'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

const most = 6_000_000

/** Chooses the picture of the plan. */
export function PlanUpload({ has }: { has: boolean }) {
  const { t } = useWords()
  const communityId = useCommunityId()
  const input = useRef<HTMLInputElement>(null)
  const [large, setLarge] = useState(false)
  const upload = useWrite(uploadPlan)
  const take = async (file: File | undefined) => {
    if (!file) return
    const picture = await readAttachment(file, most)
    setLarge(!picture)
    if (picture) await upload.run({ communityId, file: picture })
  }
  return (
    <div className="stack">
      <input
        ref={input}
        type="file"
        hidden
        accept="image/png,image/jpeg,image/webp"
        data-testid="plan-file"
        onChange={({ target }) => {
          void take(target.files?.[0])
          target.value = ''
        }}
      />
      <Button type={has ? 'default' : 'primary'} loading={upload.running} onClick={() => input.current?.click()}>
        {t(has ? 'plan.replace' : 'plan.upload')}
      </Button>
      {large && <p role="alert">{t('plan.tooLarge')}</p>}
      <ErrorPanel error={upload.error} onRetry={upload.again} />
    </div>
  )
}
