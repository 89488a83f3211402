import { searchRoster } from '@loumen/shared/roster/people-api'
import type { SearchResult } from '@loumen/shared/roster/people-schema'
import { Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useWrite } from '../remote/use-write'
import { ErrorPanel } from '../ui/error-panel'
import { useWords } from '../ui/language'
import { PersonLine } from './person-list'

/** Finds people by name, phone or document number, and households by door. What is typed never goes into an address. */
export function SearchBox() {
  const { t } = useWords()
  const communityId = useCommunityId()
  const [found, setFound] = useState<SearchResult>()
  const find = useWrite(searchRoster, setFound)
  return (
    <search className="roster-search">
      <Input.Search
        allowClear
        enterButton
        loading={find.running}
        maxLength={60}
        placeholder={t('roster.search')}
        aria-label={t('roster.search')}
        onSearch={(text) => {
          if (text.trim()) void find.run({ communityId, text })
          else setFound(undefined)
        }}
      />
      <ErrorPanel error={find.error} onRetry={find.again} />
      {found && <Found found={found} />}
    </search>
  )
}

function Found({ found: { people, households, more } }: { found: SearchResult }) {
  const { t } = useWords()
  const communityId = useCommunityId()
  if (!people.length && !households.length)
    return (
      <p className="quiet" role="status">
        {t('roster.searchNone')}
      </p>
    )
  return (
    <ul className="panel lines" data-testid="search-result">
      {people.map((person) => (
        <li key={person.residentId}>
          <PersonLine person={person} />
        </li>
      ))}
      {households.map(({ id, entrance, door, people: count }) => (
        <li key={id}>
          <Link to={communityPath(communityId, `households/${id}`)}>
            {entrance} {door}
          </Link>{' '}
          <span className="quiet">{t('household.people', { count })}</span>
        </li>
      ))}
      {more && <li className="quiet">{t('roster.searchMore')}</li>}
    </ul>
  )
}
