import { readReach } from '@loumen/shared/calls/api'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'
import { useWords } from '../ui/language'
import { ReachFigures } from './reach-figures'

/** How the round's called households were reached, by channel. */
export function ReachPanel({ roundId }: { roundId: string }) {
  const { t } = useWords()
  const { may } = useSession()
  const reach = useRead(readReach, { roundId }, { enabled: may('calls.follow') })
  if (!reach.data?.whole.asked) return null
  return (
    <section className="panel" aria-label={t('reach.title')}>
      <h2>{t('reach.title')}</h2>
      <ReachFigures reach={reach.data.whole} />
    </section>
  )
}
