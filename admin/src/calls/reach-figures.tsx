import type { Reach } from '@loumen/shared/calls/schema'
import { useWords } from '../ui/language'

const channels = ['pushed', 'seen', 'chat', 'loudspeaker', 'knocked', 'come'] as const

/** How many of the called households each channel reached (R9). */
export function ReachFigures({ reach }: { reach: Reach }) {
  const { t } = useWords()
  if (!reach.asked) return <p className="quiet">{t('reach.none')}</p>
  return (
    <dl className="reach" data-testid="reach">
      {channels.map((channel) => (
        <div key={channel}>
          <dt>{t(`reach.${channel}`)}</dt>
          <dd>
            {t('reach.of', { count: reach[channel], asked: reach.asked })}
            <meter min={0} max={reach.asked} value={reach[channel]} aria-hidden="true" />
          </dd>
        </div>
      ))}
    </dl>
  )
}
