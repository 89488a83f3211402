import type { ReactNode } from 'react'
import { Navigate } from 'react-router'
import { communityPath, useCommunityId } from '../community/community'
import { useSession } from '../remote/session'
import { menu } from '../routes'

/** The overview for those who may see it; everybody else starts at the first page of their menu. */
export function FirstPage({ children }: { children: ReactNode }) {
  const { may } = useSession()
  const communityId = useCommunityId()
  const first = menu.find(({ ability }) => may(ability))
  return first?.path ? <Navigate to={communityPath(communityId, first.path)} replace /> : children
}
