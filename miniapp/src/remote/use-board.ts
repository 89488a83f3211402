import { readBoard } from '@loumen/shared/calls/api'
import type { Board } from '@loumen/shared/calls/schema'
import { rooms } from '@loumen/shared/events'
import type { SessionKind } from './session'
import { useRooms } from './use-live'
import { type Reading, useRead } from './use-read'

/** The public board of a round, live: the event's board when it is newer, a fetch when a beat shows a missed one. */
export function useBoard(kind: SessionKind, roundId: string | undefined): Reading<Board> {
  const reading = useRead(kind, readBoard, roundId ? { roundId } : undefined, { keepAs: 'board' })
  const rev = reading.value?.rev ?? -1
  useRooms(kind, [roundId && rooms.board(roundId)], (news) => {
    if (news.kind === 'board' && news.board.rev >= rev) reading.set(news.board)
    if (news.kind === 'joined' || (news.kind === 'beat' && news.rev > rev)) void reading.again()
  })
  return reading
}
