import type { Contact } from '@loumen/shared/coverage/contact'
import { readContacts } from '@loumen/shared/coverage/people-api'
import { useRead } from '../remote/use-read'
import { useWords } from '../ui/language'
import { Reading } from '../ui/reading'
import { useTime } from '../ui/time'

const kinds: Partial<Record<Contact['what'], string>> = { replied: 'reply', knocked: 'doorOutcome', visit: 'visitKind' }

/** Who was told, knocked for and visited, and when. */
export function HouseholdContacts({ householdId }: { householdId: string }) {
  const { t, d } = useWords()
  const time = useTime()
  const read = useRead(readContacts, { householdId })
  return (
    <section data-testid="household-contacts">
      <h3>{t('household.contacts')}</h3>
      <Reading read={read}>
        {({ contacts }) =>
          contacts.length ? (
            <ul className="lines">
              {contacts.map(({ at, round, what, detail, state }) => (
                <li key={`${at}${what}`}>
                  <span className="quiet">
                    {time(at)} {round}
                  </span>{' '}
                  {d('contact', what)} {detail && d(kinds[what] ?? '', detail)}{' '}
                  {state && <span className="quiet">{d('visit', state)}</span>}
                </li>
              ))}
            </ul>
          ) : (
            <p className="quiet">{t('household.contactsNone')}</p>
          )
        }
      </Reading>
    </section>
  )
}
