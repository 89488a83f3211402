import { useLiveness } from '../remote/use-live'
import { useWords } from '../ui/language'
import { secondTime } from '../ui/time'

/** Says whether what is shown is live, and since when it is not. */
export function LiveSign() {
  const { t } = useWords()
  const { live, since } = useLiveness()
  return (
    <span className={live ? 'live' : 'live live-not'} role="status" data-testid="live" data-live={live}>
      <span className="live-dot" aria-hidden="true" />
      <span className="live-text">
        {live ? t('live.yes') : since ? t('live.since', { time: secondTime(since) }) : t('live.connecting')}
      </span>
    </span>
  )
}
