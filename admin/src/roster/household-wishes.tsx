import type { Household } from '@loumen/shared/roster/schema'
import { Link } from 'react-router'
import { communityPath } from '../community/community'
import { useWords } from '../ui/language'

/** When a household asked to be called and visited, and who comes down with it. */
export function HouseholdWishes({ household: { communityId, times, comesWith } }: { household: Household }) {
  const { t } = useWords()
  return (
    <>
      {times.length > 0 && (
        <p>
          {t('household.times')}：
          {times
            .map(({ from, until, day }) => `${day ?? t('household.timeEvery')} ${from ?? ''}–${until ?? ''}`)
            .join('、')}
        </p>
      )}
      {comesWith.length > 0 && (
        <p>
          {t('household.comesWith')}：
          {comesWith.map(({ id, entrance, door }) => (
            <Link key={id} to={communityPath(communityId, `households/${id}`)}>
              {entrance} {door}{' '}
            </Link>
          ))}
        </p>
      )}
    </>
  )
}
