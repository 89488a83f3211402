import { Alert, Button } from 'antd'
import { isUnanswered } from '../remote/operation'
import { errorText } from './errors'
import { useWords } from './language'

/** A failure in its place, with the next step: try again where trying again is safe. */
export function ErrorPanel({
  error,
  onRetry,
  onClose,
}: {
  error: unknown
  onRetry?: () => void
  onClose?: () => void
}) {
  const { language, t } = useWords()
  if (!error) return null
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      data-testid="refusal"
      title={errorText(error, language, t)}
      closable={onClose ? { onClose } : false}
      action={
        onRetry && isUnanswered(error) ? (
          <Button size="small" onClick={onRetry}>
            {t('again')}
          </Button>
        ) : undefined
      }
    />
  )
}
