import { countQueue, readCalling, setCallMode } from '@loumen/shared/calls/api'
import type { PaceView } from '@loumen/shared/calls/pace/view'
import { type Board, CallMode } from '@loumen/shared/calls/schema'
import { resumeSite } from '@loumen/shared/rounds/api'
import type { Round, Site } from '@loumen/shared/rounds/schema'
import { Button, Segmented } from 'antd'
import { useState } from 'react'
import { useSession } from '../remote/session'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { useTimeNear } from '../ui/time'
import { LongestShift } from './longest-shift'
import { PauseSite } from './pause-site'
import { TablePanel } from './table-panel'

interface Props {
  round: Round
  site: Site
  board: Board
  pace?: PaceView
}

/** The site: whether it works, its tables, its queue, who decides about calls, and who stands there longest. */
export function SitePanel({ round, site, board, pace }: Props) {
  return (
    <section className="panel calling-site">
      <h2>{site.name}</h2>
      <p className="quiet">{site.place}</p>
      <Pause site={site} board={board} />
      <TablePanel site={site} pace={pace} />
      <Queue round={round} site={site} board={board} />
      <Mode round={round} site={site} />
      <LongestShift round={round} site={site} now={board.at} />
    </section>
  )
}

function Pause({ site, board }: { site: Site; board: Board }) {
  const { t, d } = useWords()
  const { may } = useSession()
  const time = useTimeNear(board.at)
  const [asking, setAsking] = useState(false)
  const resume = useWrite(resumeSite)
  const pause = board.sites.find(({ id }) => id === site.id)?.pause
  return (
    <>
      {pause && (
        <div className="site-paused" role="status" data-testid="site-paused">
          <b>{t('site.paused', { reason: d('pause', pause.reason) })}</b>
          <span>
            {t('site.pausedSince', { time: time(pause.since) })}
            {pause.until && ` · ${t('site.pausedUntil', { time: time(pause.until) })}`}
          </span>
        </div>
      )}
      {may('tables.open') &&
        (pause ? (
          <Button block type="primary" loading={resume.running} onClick={() => void resume.run({ siteId: site.id })}>
            {t('site.resume')}
          </Button>
        ) : (
          <Button block onClick={() => setAsking(true)}>
            {t('site.pause')}
          </Button>
        ))}
      <ErrorPanel error={resume.error} onRetry={resume.again} onClose={resume.clear} />
      {asking && <PauseSite site={site} now={board.at} onClose={() => setAsking(false)} />}
    </>
  )
}

const usualCounts = [0, 5, 10, 15, 20, 30, 40, 60]

/** One tap: about so many people stand in the queue. */
function Queue({ round, site, board }: { round: Round; site: Site; board: Board }) {
  const { t } = useWords()
  const { may } = useSession()
  const calling = useRead(readCalling, { roundId: round.id })
  const count = useWrite(countQueue)
  const time = useTimeNear(board.at)
  if (!may('calls.grant')) return null
  const counted = calling.data?.sites.find(({ siteId }) => siteId === site.id)?.counted
  return (
    <fieldset className="site-queue" data-testid="queue-count">
      <legend className="site-legend">{t('site.queue')}</legend>
      <div className="counts">
        {usualCounts.map((people) => (
          <Button key={people} disabled={count.running} onClick={() => void count.run({ siteId: site.id, people })}>
            {people}
          </Button>
        ))}
      </div>
      <p className="quiet">
        {counted ? t('site.queueCounted', { people: counted.people, time: time(counted.at) }) : t('site.queueNever')}
      </p>
      <ErrorPanel error={count.error} onRetry={count.again} onClose={count.clear} />
    </fieldset>
  )
}

function Mode({ round, site }: { round: Round; site: Site }) {
  const { t } = useWords()
  const { may } = useSession()
  const calling = useRead(readCalling, { roundId: round.id })
  const set = useWrite(setCallMode)
  const mode = calling.data?.sites.find(({ siteId }) => siteId === site.id)?.mode
  if (!mode) return null
  return (
    <fieldset className="site-mode" data-testid="call-mode">
      <legend className="site-legend">{t('site.mode')}</legend>
      <Segmented<CallMode>
        block
        aria-label={t('site.mode')}
        value={mode}
        disabled={set.running || !may('calls.grant')}
        options={CallMode.options.map((value) => ({ value, label: t(`site.mode.${value}`) }))}
        onChange={(value) => void set.run({ siteId: site.id, mode: value })}
      />
      <p className="quiet">{t(`site.modeNote.${mode}`)}</p>
      <ErrorPanel error={set.error} onRetry={set.again} onClose={set.clear} />
    </fieldset>
  )
}
