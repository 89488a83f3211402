import { myCommunities } from '@loumen/shared/community/api'
import { rooms } from '@loumen/shared/events'
import { listRounds } from '@loumen/shared/rounds/api'
import { liveRoundStates } from '@loumen/shared/rounds/rules'
import type { Round } from '@loumen/shared/rounds/schema'
import { useParams, useSearchParams } from 'react-router'
import { useRooms } from '../remote/use-live'
import { useRead } from '../remote/use-read'

const stored = 'loumen.community'

export const rememberCommunity = (id: string) => localStorage.setItem(stored, id)
export const rememberedCommunity = () => localStorage.getItem(stored)

/** The communities that the person works in. */
export const useCommunities = () => useRead(myCommunities, {}, { every: 60_000 })

/** The community of the address. */
export function useCommunityId(): string {
  const { communityId } = useParams()
  if (!communityId) throw new Error('useCommunityId outside a community')
  return communityId
}

/** The round that a page shows: the one of the address, else the one under way, else the newest. */
export function chosenRound(rounds: readonly Round[], wanted: string | null): Round | undefined {
  return (
    rounds.find((round) => round.id === wanted) ??
    rounds.find((round) => liveRoundStates.includes(round.state)) ??
    [...rounds].sort((a, b) => b.number - a.number)[0]
  )
}

/** The rounds of the community, and the one that the page shows; while it is live its board is heard. */
export function useRounds() {
  const communityId = useCommunityId()
  const [search] = useSearchParams()
  const read = useRead(listRounds, { communityId })
  const rounds = read.data?.rounds ?? []
  const round = chosenRound(rounds, search.get('round'))
  useRooms([round && liveRoundStates.includes(round.state) ? rooms.board(round.id) : undefined])
  return { read, rounds, round, communityId }
}

export const communityPath = (communityId: string, rest = '') => `/c/${communityId}${rest ? `/${rest}` : ''}`
