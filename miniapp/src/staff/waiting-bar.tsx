import { musterPhoneWords } from '@loumen/shared/words/muster-on-phones'
import { useEffect } from 'react'
import { alertWith } from '../platform/attention'
import { clockTime } from '../platform/clock-time'
import { goToStaff } from '../platform/places'
import { keep, readKept } from '../platform/storage'
import { Press } from '../ui/elements'
import { useWords } from '../use-words'
import { useWaiting } from './use-waiting'

const place = 'musterAlerted'

/** On every page of who leads a site: somebody asks to help, or nobody took up a shift. Sounds once for each, and leads there. */
export function WaitingBar({ leads }: { leads: boolean }) {
  const { t } = useWords(musterPhoneWords)
  const sites = useWaiting()?.sites ?? []
  const asks = sites.flatMap((site) => site.asks.map((ask) => ({ ...ask, at: site })))
  const late = sites.flatMap((site) => site.late.map((one) => ({ ...one, at: site })))
  const mark = [...asks.map(({ id }) => id), ...late.map(({ shiftId }) => shiftId)].join(' ')
  useEffect(() => {
    if (!mark) return
    const known = readKept<string>(place) ?? ''
    if (mark.split(' ').some((id) => !known.includes(id))) alertWith('call')
    keep(place, mark)
  }, [mark])
  const go = (to: { roundId: string; siteId: string }) =>
    leads && goToStaff('muster', { round: to.roundId, site: to.siteId })
  const [ask] = asks
  const [shift] = late
  return (
    <>
      {ask && (
        <Press id="asks-waiting" className="bar-asks" onPress={() => go(ask.at)}>
          {asks.length > 1 ? t('barAsks', { count: asks.length }) : t('barAsk', { name: ask.name, site: ask.at.site })}
        </Press>
      )}
      {shift && (
        <Press id="shifts-late" className="bar-called" onPress={() => go(shift.at)}>
          {late.length > 1
            ? t('barLates', { count: late.length })
            : t('barLate', { name: shift.name, post: shift.post, time: clockTime(shift.from) })}
        </Press>
      )}
    </>
  )
}
