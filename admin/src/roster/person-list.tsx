import type { PersonRow } from '@loumen/shared/roster/people-schema'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'

/** A person in a list, with the way to their household. */
export function PersonLine({ person, children }: { person: PersonRow; children?: ReactNode }) {
  const communityId = useCommunityId()
  return (
    <span className="person-line">
      <Link to={communityPath(communityId, `households/${person.householdId}`)}>
        {person.entrance} {person.door}
      </Link>
      <b>{person.name}</b>
      {person.document && <span className="quiet">{person.document}</span>}
      {person.phone && <span className="quiet">{person.phone}</span>}
      {children}
    </span>
  )
}
