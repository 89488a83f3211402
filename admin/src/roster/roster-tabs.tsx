import { NavLink } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useSession } from '../remote/session'
import { useWords } from '../ui/language'

/** The lists of the roster, side by side. */
export function RosterTabs() {
  const { t } = useWords()
  const { may } = useSession()
  const communityId = useCommunityId()
  const lists = [
    ['roster', 'menu.roster', 'roster.read'],
    ['roster/verify', 'roster.verify', 'roster.edit'],
    ['roster/duplicates', 'roster.duplicates', 'roster.merge'],
    ['roster/absent', 'roster.absent', 'roster.edit'],
    ['roster/audit', 'roster.audit', 'roster.audit'],
  ] as const
  return (
    <nav className="roster-tabs" aria-label={t('menu.roster')}>
      {lists.map(([path, word, ability]) =>
        may(ability) ? (
          <NavLink key={path} to={communityPath(communityId, path)} end>
            {t(word)}
          </NavLink>
        ) : null,
      )}
    </nav>
  )
}
