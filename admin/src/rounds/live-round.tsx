import { rooms } from '@loumen/shared/events'
import { liveRoundStates } from '@loumen/shared/rounds/rules'
import type { Round } from '@loumen/shared/rounds/schema'
import type { ComponentProps, ReactNode } from 'react'
import { useCommunityId } from '../community/community'
import { useRooms } from '../remote/use-live'
import { Reading } from '../ui/reading'

interface Props<T> {
  round: Round
  read: ComponentProps<typeof Reading<T>>['read']
  /** `live`: people are called and sampled in the round, so something can still be changed. */
  children: (data: T, live: boolean) => ReactNode
}

/** What a page of one round shows of it, one part below the other, while the community is heard. */
export function LiveRound<T>({ round, read, children }: Props<T>) {
  useRooms([rooms.community(useCommunityId())])
  return (
    <Reading read={read}>
      {(data) => <div className="stack">{children(data, liveRoundStates.includes(round.state))}</div>}
    </Reading>
  )
}
