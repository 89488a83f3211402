import { thankHelpers } from '@loumen/shared/shifts/api'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

/** The words that everybody who helped reads once the round is over. */
export function ThanksForm({ roundId, thanks }: { roundId: string; thanks: string | null }) {
  const { t } = useWords()
  const id = useId()
  const [text, setText] = useState(thanks ?? '')
  const thank = useWrite(thankHelpers)
  return (
    <form
      className="panel stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim()) void thank.run({ roundId, text })
      }}
    >
      <h2>
        <label htmlFor={id}>{t('hours.thanks')}</label>
      </h2>
      <p className="quiet">{t('hours.thanksText')}</p>
      <Input.TextArea id={id} value={text} maxLength={300} rows={2} onChange={(event) => setText(event.target.value)} />
      <ErrorPanel error={thank.error} onRetry={thank.again} />
      <div>
        <Button htmlType="submit" loading={thank.running} disabled={!text.trim() || text.trim() === thanks}>
          {t('hours.thank')}
        </Button>
      </div>
    </form>
  )
}
