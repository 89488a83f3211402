import { myMuster } from '@loumen/shared/muster/api'
import type { Round } from '@loumen/shared/rounds/schema'
import { useRead } from '../remote/use-read'
import { useWords } from '../ui/language'

/** How many people at a round's sites wait for the lead's answer; whoever stands beside them gives it, on a phone. */
export function Asking({ round }: { round: Round }) {
  const { t } = useWords()
  const sites = useRead(myMuster, {}).data?.sites.filter(({ roundId }) => roundId === round.id) ?? []
  const waiting = sites.filter(({ asks }) => asks.length)
  if (!waiting.length) return null
  return (
    <ul className="alarms" role="alert" data-testid="muster-asking">
      {waiting.map(({ siteId, site, asks }) => (
        <li key={siteId} className="alarm">
          {site}：{t('muster.onPhone', { count: asks.length })}
        </li>
      ))}
    </ul>
  )
}
