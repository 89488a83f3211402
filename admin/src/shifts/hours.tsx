import type { Shift } from '@loumen/shared/shifts/schema'
import { Button } from 'antd'
import { Fragment, useState } from 'react'
import { useSession } from '../remote/session'
import { useWords } from '../ui/language'
import { clockTime, useTime } from '../ui/time'
import { CorrectHours } from './correct-hours'
import { ExportHours } from './export-hours'
import { useLength } from './length'

/** The hours of everybody, person by person, with corrections and their reasons. */
export function Hours({ roundId, shifts }: { roundId: string; shifts: readonly Shift[] }) {
  const { t } = useWords()
  const { may } = useSession()
  const time = useTime()
  const length = useLength()
  const [correcting, setCorrecting] = useState<string>()
  const worked = shifts.filter(({ state, late }) => state === 'here' || state === 'left' || late)
  const people = new Map<string, Shift[]>()
  for (const shift of worked) people.set(shift.accountId, [...(people.get(shift.accountId) ?? []), shift])
  const sum = (own: readonly Shift[]) => own.reduce((minutes, shift) => minutes + shift.minutes, 0)
  const corrected = worked.find(({ id }) => id === correcting)
  return (
    <section className="panel" data-testid="hours">
      <div className="row between">
        <h2>{t('hours.title')}</h2>
        {may('hours.keep') && worked.length > 0 && <ExportHours roundId={roundId} />}
      </div>
      {!worked.length && <p className="quiet">{t('hours.none')}</p>}
      {worked.length > 0 && (
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('hours.person')}</th>
              <th>{t('shifts.post')}</th>
              <th>{t('hours.arrived')}</th>
              <th>{t('hours.gone')}</th>
              <th className="number">{t('hours.title')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {[...people].map(([id, own]) => (
              <Fragment key={id}>
                {own.map((shift) => (
                  <tr key={shift.id} data-testid="hours-row">
                    <td>{shift.name}</td>
                    <td>
                      {shift.post}
                      {shift.corrections.map((one) => (
                        <div key={one.at} className="quiet">
                          {t('hours.corrected', {
                            by: one.by,
                            reason: one.reason,
                            before: `${one.arrivedAt ? clockTime(one.arrivedAt) : '—'}–${one.leftAt ? clockTime(one.leftAt) : '—'}`,
                          })}
                        </div>
                      ))}
                    </td>
                    <td>{time(shift.arrivedAt)}</td>
                    <td>{time(shift.leftAt)}</td>
                    <td className="number">{length(shift.minutes)}</td>
                    <td className="number">
                      {may('hours.keep') && (
                        <Button
                          size="small"
                          aria-label={`${t('hours.correct')} ${shift.name}`}
                          onClick={() => setCorrecting(shift.id)}
                        >
                          {t('hours.correct')}
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
                {own.length > 1 && (
                  <tr>
                    <td>
                      <b>{own[0]?.name}</b>
                    </td>
                    <td colSpan={3}>{t('hours.sum')}</td>
                    <td className="number">
                      <b>{length(sum(own))}</b>
                    </td>
                    <td />
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      )}
      {corrected && <CorrectHours key={corrected.id} shift={corrected} onClose={() => setCorrecting(undefined)} />}
    </section>
  )
}
