import { RefusedByServer } from '@loumen/shared/client'
import { Button } from 'antd'
import type { Write } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'

interface Props {
  down: Pick<Write<never>, 'error' | 'again' | 'clear' | 'running'>
  /** Calls the same people although they have agreed to other hours. */
  onAnyway: () => void
}

/** A call that did not happen; agreed hours are a warning, and a second click calls all the same. */
export function CallRefused({ down, onAnyway }: Props) {
  const { t } = useWords()
  const outside = down.error instanceof RefusedByServer && down.error.code === 'call.outsideHours'
  return (
    <>
      <ErrorPanel error={down.error} onRetry={down.again} onClose={down.clear} />
      {outside && (
        <Button danger loading={down.running} data-action="call-anyway" onClick={onAnyway}>
          {t('calling.callAnyway')}
        </Button>
      )}
    </>
  )
}
