import { useEffect, useState } from 'react'
import { useSession } from '../remote/session'
import { useWords } from '../ui/language'
import './incidents.css'

const hour = 3_600_000

/** The time since an incident began, running; over an hour it says so. */
export function Elapsed({ since }: { since: string }) {
  const { t } = useWords()
  const now = useDomainNow()
  const ms = Math.max(0, now - Date.parse(since))
  const pad = (value: number) => String(Math.floor(value)).padStart(2, '0')
  const text = `${Math.floor(ms / hour)}:${pad((ms % hour) / 60_000)}:${pad((ms % 60_000) / 1000)}`
  return (
    <div className={ms > hour ? 'figure recall-late' : 'figure'} data-testid="elapsed">
      <dt>{t('recall.elapsed')}</dt>
      <dd>
        <span role="timer">{text}</span>
        <small>{t(ms > hour ? 'recall.overHour' : 'recall.withinHour')}</small>
      </dd>
    </div>
  )
}

/** Domain time, second by second: the server's, which a demo may have set. */
function useDomainNow() {
  const { me } = useSession()
  const [behind, setBehind] = useState(0)
  const [now, setNow] = useState(Date.now())
  const told = me?.now
  useEffect(() => {
    if (told) setBehind(Date.parse(told) - Date.now())
  }, [told])
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now + behind
}
