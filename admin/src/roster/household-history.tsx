import { readHouseholdHistory, setResidence } from '@loumen/shared/roster/people-api'
import { Button } from 'antd'
import { useRead } from '../remote/use-read'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { useTime } from '../ui/time'

/** Who did what to a household and when; fields by name, never what they said before. */
export function HouseholdHistory({ householdId }: { householdId: string }) {
  const { t, d } = useWords()
  const time = useTime()
  const read = useRead(readHouseholdHistory, { householdId })
  const back = useWrite(setResidence)
  return (
    <Reading read={read}>
      {({ entries, left }) => (
        <>
          {left.length > 0 && (
            <section>
              <h3>{t('people.leftTitle')}</h3>
              <ErrorPanel error={back.error} onRetry={back.again} />
              <ul className="lines">
                {left.map(({ residentId, name, since, rev }) => (
                  <li key={residentId}>
                    {name} <span className="quiet">{t('people.leftSince', { time: time(since) })}</span>{' '}
                    <Button size="small" onClick={() => void back.run({ residentId, rev, here: true })}>
                      {t('people.comeBack')}
                    </Button>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section data-testid="household-history">
            <h3>{t('household.history')}</h3>
            {entries.length === 0 && <p className="quiet">{t('household.historyNone')}</p>}
            <ul className="lines">
              {entries.map(({ id, at, what, by, person, fields, reason }) => (
                <li key={id}>
                  <span className="quiet">{time(at)}</span> {by} {d('rosterEntry', what)} {person}{' '}
                  {fields.map((field) => d('personField', field)).join('、')}{' '}
                  {reason && <span className="quiet">{reason}</span>}
                </li>
              ))}
            </ul>
          </section>
        </>
      )}
    </Reading>
  )
}
