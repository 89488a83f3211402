import type { HouseholdCoverage } from '@loumen/shared/coverage/schema'
import { useWords } from '../ui/language'
import { Window, windowHeight, windowWidth } from '../ui/window'

type Person = HouseholdCoverage['people'][number]

/** How the household stands in each round: the rounds side by side, a row for each person. */
export function HouseholdRounds({ rounds }: { rounds: HouseholdCoverage[] }) {
  const { t, d } = useWords()
  if (!rounds.length) return <p className="quiet">{t('household.noRounds')}</p>
  const people = new Map(rounds.flatMap((round) => round.people).map(({ residentId, name }) => [residentId, name]))
  return (
    <div className="household-rounds">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('household.person')}</th>
            {rounds.map((round) => (
              <th key={round.roundId} scope="col">
                <svg viewBox={`-1 -1 ${windowWidth + 2} ${windowHeight + 2}`} width="20" height="17" aria-hidden="true">
                  <Window state={round.state} x={0} y={0} />
                </svg>{' '}
                {round.round}
                <span className="quiet">{d('window', round.state)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...people].map(([residentId, name]) => (
            <tr key={residentId}>
              <th scope="row">{name}</th>
              {rounds.map((round) => (
                <td key={round.roundId}>
                  <Stand person={round.people.find((one) => one.residentId === residentId)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What became of one person in one round; a dash for somebody who was not expected. */
function Stand({ person }: { person: Person | undefined }) {
  const { t, d } = useWords()
  if (!person) return '—'
  return (
    <>
      <b>{person.inQueue ? t('coverage.inQueue') : d('standing', person.standing)}</b>
      <span className="quiet">{t('ticket.number', { number: person.number })}</span>
      {person.excuse && <span className="quiet">{d('excuse', person.excuse)}</span>}
      {person.answer && person.standing === 'missing' && (
        <span className="quiet">{t('coverage.said', { answer: d('answer', person.answer) })}</span>
      )}
    </>
  )
}
