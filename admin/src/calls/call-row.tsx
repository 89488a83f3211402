import type { Path } from '@loumen/shared/abilities'
import { callAgain, callEntrance, clearCall, grantCall, withdrawCall } from '@loumen/shared/calls/api'
import { callSteps } from '@loumen/shared/calls/rules'
import type { BoardUnit, Call, CallState } from '@loumen/shared/calls/schema'
import type { Site } from '@loumen/shared/rounds/schema'
import { Button, Popconfirm } from 'antd'
import { useSession } from '../remote/session'
import { useWrite } from '../remote/use-write'
import { ColourChip } from '../ui/colour-chip'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { clockTime } from '../ui/time'

/** One entrance: where it is in the order of the day, and what can be done with it now. */
export function CallRow({
  unit,
  call,
  site,
  siteName,
  path,
}: {
  unit: BoardUnit
  call?: Call
  site: Site
  siteName?: string
  /** The ids above and of the entrance: whether somebody may call it. */
  path: Path
}) {
  const { t, d } = useWords()
  const { may, mayAt } = useSession()
  const mayCall = mayAt('calls.call', path)
  const grant = useWrite(grantCall)
  const now = useWrite(callEntrance)
  const again = useWrite(callAgain)
  const clear = useWrite(clearCall)
  const back = useWrite(withdrawCall)
  const writes = [grant, now, again, clear, back]
  const busy = writes.some(({ running }) => running)
  const failed = writes.find(({ error }) => error)
  const can = (next: CallState) => !!call && callSteps[call.state].includes(next)
  const here = call ? call.siteId === site.id : true
  return (
    <li
      className={`call call-${unit.state}`}
      data-testid={`call-${unit.label}`}
      data-state={call?.state ?? unit.state}
      aria-busy={busy}
    >
      <div className="call-line">
        <ColourChip colour={unit.colour} label={unit.label} />
        <span className="call-state">
          <b>{call?.state === 'granted' ? d('call', 'granted') : d('unit', unit.state)}</b>
          {call?.calledAt && (
            <span className="quiet">
              {' '}
              {t('calling.calledAt', { time: clockTime(call.calledAt), times: call.times })}
            </span>
          )}
          {!here && siteName && <span className="quiet"> {siteName}</span>}
          {unit.state === 'waiting' && unit.minutes && (
            <span className="quiet"> {t('calling.minutes', { from: unit.minutes[0], to: unit.minutes[1] })}</span>
          )}
        </span>
        <span className="call-buttons">
          {!call && unit.state !== 'cleared' && may('calls.grant') && (
            <Button
              loading={grant.running}
              disabled={busy}
              onClick={() => void grant.run({ siteId: site.id, entranceId: unit.entranceId })}
            >
              {t('calling.grant')}
            </Button>
          )}
          {call && can('called') && mayCall && (
            <Button
              type="primary"
              loading={now.running}
              disabled={busy}
              onClick={() => void now.run({ callId: call.id })}
            >
              {t('calling.call')}
            </Button>
          )}
          {call && can('cleared') && mayCall && (
            <>
              <Button loading={again.running} disabled={busy} onClick={() => void again.run({ callId: call.id })}>
                {t('calling.again')}
              </Button>
              <Button
                type="primary"
                loading={clear.running}
                disabled={busy}
                onClick={() => void clear.run({ callId: call.id })}
              >
                {t('calling.clear')}
              </Button>
            </>
          )}
          {call && can('withdrawn') && mayCall && (
            <Popconfirm
              title={t('calling.withdrawSure', { label: unit.label })}
              okText={t('calling.withdraw')}
              cancelText={t('cancel')}
              onConfirm={() => void back.run({ callId: call.id })}
            >
              <Button type="text" loading={back.running} disabled={busy}>
                {t('calling.withdraw')}
              </Button>
            </Popconfirm>
          )}
        </span>
      </div>
      {failed && <ErrorPanel error={failed.error} onRetry={failed.again} onClose={failed.clear} />}
    </li>
  )
}
