import type { HouseholdCoverage } from '@loumen/shared/coverage/schema'
import { useWords } from '../ui/language'
import { Window, windowHeight, windowWidth } from '../ui/window'

/** How the household stands in each round, person by person. */
export function HouseholdRounds({ rounds }: { rounds: HouseholdCoverage[] }) {
  const { t, d } = useWords()
  if (!rounds.length) return <p className="quiet">{t('household.noRounds')}</p>
  return (
    <ul className="household-rounds">
      {rounds.map((round) => (
        <li key={round.roundId}>
          <h4>
            <svg viewBox={`-1 -1 ${windowWidth + 2} ${windowHeight + 2}`} width="20" height="17" aria-hidden="true">
              <Window state={round.state} x={0} y={0} />
            </svg>
            {round.round} <span className="quiet">{d('window', round.state)}</span>
          </h4>
          <ul>
            {round.people.map((person) => (
              <li key={person.residentId} className="coverage-person" data-testid="coverage-person">
                <span>{person.name}</span>
                <span className="quiet">{t('ticket.number', { number: person.number })}</span>
                <b>{person.inQueue ? t('coverage.inQueue') : d('standing', person.standing)}</b>
                {person.excuse && <span className="quiet">{d('excuse', person.excuse)}</span>}
                {person.answer && person.standing === 'missing' && (
                  <span className="quiet">{t('coverage.said', { answer: d('answer', person.answer) })}</span>
                )}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  )
}
