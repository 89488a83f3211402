import type { RosterImport } from '@loumen/shared/imports/schema'
import { type RefusalCode, refusals } from '@loumen/shared/refusals'
import { sayRefusal } from '@loumen/shared/words/refusal'
import { Alert, Button } from 'antd'
import { useWords } from '../ui/language'

const isRefusal = (code: string): code is RefusalCode => Object.hasOwn(refusals, code)

/** Why nothing was taken over, and what to do. */
export function ImportFailure({ shown, onRestart }: { shown: RosterImport; onRestart: () => void }) {
  const { t, language } = useWords()
  const code = shown.failure?.code ?? ''
  const text = isRefusal(code) ? sayRefusal(language, code, shown.failure?.details) : t('import.failed')
  return (
    <>
      <Alert
        type="error"
        showIcon
        role="alert"
        data-testid="refusal"
        title={text}
        description={t('import.nothingDone')}
      />
      <div className="row">
        <Button type={shown.layout ? 'default' : 'primary'} size="large" onClick={onRestart}>
          {t('import.another')}
        </Button>
      </div>
    </>
  )
}
