import { callDown } from '@loumen/shared/calls/api'
import type { PaceView } from '@loumen/shared/calls/pace/view'
import type { Board } from '@loumen/shared/calls/schema'
import { setTable } from '@loumen/shared/rounds/api'
import type { Site } from '@loumen/shared/rounds/schema'
import { Button } from 'antd'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { Figure } from '../ui/figure'
import { useWords } from '../ui/language'
import { useTimeNear } from '../ui/time'
import { CallRefused } from './call-refused'
import { plannedText, plannedUnits } from './planned'

interface Props {
  site: Site
  board: Board
  pace: PaceView
}
type SiteView = PaceView['sites'][number]

/** What the pace sees at a site, why it calls or does not, and its advice as one click each. */
export function PacePanel({ site, board, pace }: Props) {
  const { t } = useWords()
  const time = useTimeNear(board.at)
  const seen = pace.sites.find(({ siteId }) => siteId === site.id)
  if (!seen) return null
  const ends = seen.end?.map((minutes) => time(Date.parse(pace.at) + minutes * 60_000))
  return (
    <section className="panel pace" aria-label={t('pace.title')} data-testid="pace" data-reason={seen.reason.code}>
      <div className="row between">
        <h2>{t('pace.title')}</h2>
        <span className="quiet">{t('pace.at', { time: time(pace.at) })}</span>
      </div>
      <Seen seen={seen} />
      <p data-testid="pace-reason">{t(`pace.${seen.reason.code}`, rounded(seen.reason))}</p>
      <Advice site={site} board={board} pace={pace} mode={seen.mode} />
      {ends && <p className="quiet">{t('pace.end', { from: ends[0], to: ends[1] })}</p>}
    </section>
  )
}

const rounded = (reason: SiteView['reason']) =>
  'expected' in reason ? { expected: Math.round(reason.expected), wanted: Math.round(reason.wanted) } : {}

function Seen({ seen }: { seen: SiteView }) {
  const { t } = useWords()
  const people = (count: number) => t('pace.people', { count: Math.round(count) })
  const { waitMinutes } = seen
  return (
    <dl className="figures pace-figures">
      <Figure label={t('pace.walking')} value={people(seen.walking)} id="pace-walking" />
      <Figure label={t('pace.queued')} value={people(seen.queued)} id="pace-queued" />
      <Figure label={t('pace.uncalled')} value={people(seen.uncalled)} />
      <Figure
        label={t('pace.wait')}
        value={waitMinutes === null ? t('pace.unknown') : t('pace.minutes', { count: Math.round(waitMinutes) })}
      />
      <Figure label={t('pace.walk')} value={t('pace.minutes', { count: seen.walkMinutes })} />
      <Figure label={t('pace.share')} value={t('pace.percent', { count: Math.round(seen.share * 100) })} />
    </dl>
  )
}

function Advice({ site, board, pace, mode }: Props & { mode: SiteView['mode'] }) {
  const { t, language } = useWords()
  const { may } = useSession()
  const call = useWrite(callDown)
  const table = useWrite(setTable)
  const planned = pace.planned.filter(({ siteId }) => siteId === site.id)
  const own = pace.advice.filter(({ siteId }) => siteId === site.id)
  const take = (outsideHours?: true) => void call.run({ siteId: site.id, units: plannedUnits(planned), outsideHours })
  const numberOf = (id: string) => site.tables.find((one) => one.id === id)?.number ?? 0
  const closed = site.tables.find(({ state }) => state === 'closed')
  return (
    <ul className="advice">
      {planned.length > 0 && mode !== 'automatic' && (
        <li data-testid="advice-call">
          <span>
            {t('pace.plan', {
              units: plannedText(planned, board.units, language),
              people: planned.reduce((sum, { people }) => sum + people, 0),
            })}
          </span>
          {mode === 'advised' && may('calls.grant') && (
            <Button type="primary" loading={call.running} onClick={() => take()}>
              {t('pace.take')}
            </Button>
          )}
        </li>
      )}
      {own.map((advice) => {
        const target = advice.code === 'closeTable' ? advice.tableId : advice.code === 'openTable' ? closed?.id : ''
        const number = target ? numberOf(target) : 0
        return (
          <li key={advice.code} data-testid={`advice-${advice.code}`}>
            <span>{t(`pace.${advice.code}`, { minutes: advice.minutes, number })}</span>
            {target && advice.code !== 'countQueue' && may('tables.open') && (
              <Button
                loading={table.running}
                onClick={() =>
                  void table.run({ tableId: target, state: advice.code === 'openTable' ? 'open' : 'closed' })
                }
              >
                {t(`pace.${advice.code}Do`, { number })}
              </Button>
            )}
          </li>
        )
      })}
      {!own.length && !planned.length && <li className="quiet">{t('pace.nothing')}</li>}
      <CallRefused down={call} onAnyway={() => take(true)} />
      <ErrorPanel error={table.error} onRetry={table.again} onClose={table.clear} />
    </ul>
  )
}
