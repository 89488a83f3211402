import { type Visit, VisitFailure } from '@loumen/shared/visits/schema'
import { Button } from 'antd'
import { useAddress } from '../ui/address'
import { useWords } from '../ui/language'

/** How many visits came to nothing for which reason; a press shows just those. */
export function FailureCounts({ visits }: { visits: readonly Visit[] }) {
  const { t, d } = useWords()
  const [address, setAddress] = useAddress()
  const failed = visits.filter(({ state }) => state === 'failed')
  if (!failed.length) return null
  return (
    <fieldset className="row failure-counts" aria-label={t('visits.why')}>
      <b>{t('visits.why')}</b>
      {VisitFailure.options.map((why) => {
        const count = failed.filter(({ failure }) => failure?.why === why).length
        const on = address.why === why
        return (
          (count > 0 || on) && (
            <Button
              key={why}
              size="small"
              type={on ? 'primary' : 'default'}
              aria-pressed={on}
              onClick={() => setAddress(on ? { why: undefined } : { why, state: 'failed' })}
            >
              {t('visits.whyCount', { why: d('visitFailure', why), count })}
            </Button>
          )
        )
      })}
    </fieldset>
  )
}
