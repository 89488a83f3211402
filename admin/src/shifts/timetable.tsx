import type { Output } from '@loumen/shared/endpoint'
import type { Post } from '@loumen/shared/rounds/posts'
import { cancelShift, type listShifts } from '@loumen/shared/shifts/api'
import type { Shift } from '@loumen/shared/shifts/schema'
import { Button, Tag } from 'antd'
import { useState } from 'react'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { clockTime, useTimeNear } from '../ui/time'
import { ChangeShift } from './change-shift'
import { useLength } from './length'

interface Props {
  shifts: readonly Shift[]
  now: string
  posts: readonly Post[]
  people: Output<typeof listShifts>['people']
}

/** Post by post, who stands there and who comes after them. */
export function Timetable({ shifts, now, posts: all, people }: Props) {
  const [changing, setChanging] = useState<Shift>()
  const posts = new Map<string, Shift[]>()
  for (const shift of shifts) posts.set(shift.postId, [...(posts.get(shift.postId) ?? []), shift])
  return (
    <>
      <ul className="cards" data-testid="timetable">
        {[...posts].map(([id, own]) => (
          <li key={id} className="panel">
            <h2>{own[0]?.post}</h2>
            <ol className="plain-list">
              {own.map((shift) => (
                <OneShift key={shift.id} shift={shift} now={now} onChange={() => setChanging(shift)} />
              ))}
            </ol>
          </li>
        ))}
      </ul>
      {changing && (
        <ChangeShift
          key={changing.id}
          shift={changing}
          posts={all}
          people={people}
          onClose={() => setChanging(undefined)}
        />
      )}
    </>
  )
}

function OneShift({ shift, now, onChange }: { shift: Shift; now: string; onChange: () => void }) {
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
          <span className="row">
            <Button
              size="small"
              type="text"
              aria-label={`${t('shifts.change')} ${name} ${clockTime(from)}`}
              onClick={onChange}
            >
              {t('shifts.change')}
            </Button>
            <Button
              size="small"
              type="text"
              loading={cancel.running}
              aria-label={`${t('shifts.cancel')} ${name} ${clockTime(from)}`}
              onClick={() => void cancel.run({ shiftId })}
            >
              {t('shifts.cancel')}
            </Button>
          </span>
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
