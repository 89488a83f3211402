import { listEntrances } from '@loumen/shared/community/api'
import { useCommunityId } from '../community/community'
import { useRead } from '../remote/use-read'

/** The grids of the community by name. */
export function useGridNames() {
  const communityId = useCommunityId()
  return useRead(listEntrances, { communityId }, { every: 60_000 }).data?.grids ?? []
}
