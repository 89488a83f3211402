import { listEntrances } from '@loumen/shared/community/api'
import { everything, type StaffRole } from '@loumen/shared/roles'
import { listRounds } from '@loumen/shared/rounds/api'
import { liveRoundStates } from '@loumen/shared/rounds/rules'
import { useMemo } from 'react'
import { useCommunities, useCommunityId } from '../community/community'
import { useMe } from '../remote/session'
import { useRead } from '../remote/use-read'
import { useWords } from '../ui/language'

export type ScopeKind = 'all' | 'community' | 'grid' | 'site' | 'entrance'

export interface Scope {
  id: string
  name: string
  kind: ScopeKind
}

/** What each role can be given for, the usual kind first. */
export const scopeKinds: Record<StaffRole, readonly ScopeKind[]> = {
  captain: ['entrance', 'grid'],
  volunteer: ['grid', 'entrance', 'community'],
  registrar: ['site', 'community'],
  sampler: ['site', 'community'],
  siteKeeper: ['site', 'community'],
  siteLead: ['site', 'community'],
  courier: ['site', 'community'],
  lab: ['community'],
  communityLead: ['community'],
  gridLeader: ['grid'],
  district: ['community', 'all'],
  admin: ['community', 'all'],
}

/** Everything in this community for which a role can be given; the whole only by those who have the whole. */
export function useScopes(): Scope[] {
  const { t } = useWords()
  const { grants } = useMe()
  const communityId = useCommunityId()
  const communities = useCommunities()
  const places = useRead(listEntrances, { communityId }, { every: 60_000 })
  const rounds = useRead(listRounds, { communityId }, { every: 60_000 })
  return useMemo(() => {
    const community = communities.data?.communities.find(({ id }) => id === communityId)
    const sites = (rounds.data?.rounds ?? []).flatMap(({ state, name, sites: all }) =>
      liveRoundStates.includes(state) ? all.map((site) => ({ id: site.id, name: `${site.name} (${name})` })) : [],
    )
    const of = (kind: ScopeKind) => (place: { id: string; name: string }) => ({ id: place.id, name: place.name, kind })
    return [
      ...(grants.some(({ scope }) => scope === everything)
        ? [of('all')({ id: everything, name: t('scope.all') })]
        : []),
      ...(community ? [of('community')(community)] : []),
      ...(places.data?.grids ?? []).map(of('grid')),
      ...sites.map(of('site')),
      ...(places.data?.entrances ?? []).map(({ id, label }) => of('entrance')({ id, name: label })),
    ]
  }, [communities.data, places.data, rounds.data, grants, communityId, t])
}
