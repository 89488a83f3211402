import { cancelShift } from '@loumen/shared/shifts/api'
import type { Shift } from '@loumen/shared/shifts/schema'
import { Button, Tag } from 'antd'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { clockTime, useTimeNear } from '../ui/time'
import { useLength } from './length'

/** Post by post, who stands there and who comes after them. */
export function Timetable({ shifts, now }: { shifts: readonly Shift[]; now: string }) {
  const posts = new Map<string, Shift[]>()
  for (const shift of shifts) posts.set(shift.postId, [...(posts.get(shift.postId) ?? []), shift])
  return (
    <ul className="cards" data-testid="timetable">
      {[...posts].map(([id, own]) => (
        <li key={id} className="panel">
          <h2>{own[0]?.post}</h2>
          <ol className="plain-list">
            {own.map((shift) => (
              <OneShift key={shift.id} shift={shift} now={now} />
            ))}
          </ol>
        </li>
      ))}
    </ul>
  )
}

function OneShift({ shift, now }: { shift: Shift; now: string }) {
  const { t } = useWords()
  const time = useTimeNear(now)
  const length = useLength()
  const cancel = useWrite(cancelShift)
  const { id: shiftId, name, from, until, state, late, overdue, since, handover } = shift
  const alarm = late ? t('shifts.lateSince') : overdue ? t('shifts.overdue') : undefined
  return (
    <li data-testid="shift">
      <div className="row between">
        <span>
          {time(from)}–{clockTime(until)} <b>{name}</b>{' '}
          <span className="quiet">{t(`shifts.${state === 'cancelled' ? 'left' : state}`)}</span>
        </span>
        {state === 'planned' && (
          <Button
            size="small"
            type="text"
            loading={cancel.running}
            aria-label={`${t('shifts.cancel')} ${name} ${clockTime(from)}`}
            onClick={() => void cancel.run({ shiftId })}
          >
            {t('shifts.cancel')}
          </Button>
        )}
      </div>
      {alarm && <Tag color="warning">{alarm}</Tag>}
      {since && (
        <div className="quiet">
          {t('shifts.since', { time: length(Math.max(0, (Date.parse(now) - Date.parse(since)) / 60_000)) })}
        </div>
      )}
      {handover && (handover.note || handover.to) && (
        <div className="quiet">
          {[
            handover.to && t('shifts.handedTo', { name: handover.to }),
            handover.note && t('shifts.handover', { note: handover.note }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
      )}
      <ErrorPanel error={cancel.error} onRetry={cancel.again} />
    </li>
  )
}
