import { exactTime } from '../platform/clock-time'
import type { SessionKind } from '../remote/session'
import { useLiveness } from '../remote/use-live'
import { useWords } from '../use-words'
import { Box } from './elements'

/** Says that the page is not live and since when; nothing while it is. */
export function LiveBar({ kind, at }: { kind: SessionKind; at: number | undefined }) {
  const { live, lastFrame } = useLiveness(kind)
  const { t } = useWords()
  if (live) return null
  const since = Math.max(at ?? 0, lastFrame ?? 0)
  return (
    <Box id="not-live" className="live-bar" role="status">
      {since ? t('notLive', { time: exactTime(since) }) : t('notLiveYet')}
    </Box>
  )
}
