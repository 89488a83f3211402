import { readBoard } from '@loumen/shared/calls/api'
import type { Board } from '@loumen/shared/calls/schema'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onBeat, onBoard } from '../remote/live'
import { readKey } from '../remote/use-read'

/** Keeps the read board at the highest revision that was told. */
export function useBoardEvents(roundId: string) {
  const queries = useQueryClient()
  useEffect(() => {
    const queryKey = readKey(readBoard, { roundId })
    const shownRev = () => queries.getQueryData<Board>(queryKey)?.rev ?? -1
    const stopBoard = onBoard((board) => {
      if (board.roundId !== roundId || board.rev <= shownRev()) return
      queries.setQueryData(queryKey, board)
      void queries.invalidateQueries({ queryKey: ['listCalls'] })
    })
    const stopBeat = onBeat((beat) => {
      if (beat.roundId === roundId && beat.rev > shownRev()) void queries.invalidateQueries({ queryKey })
    })
    return () => {
      stopBoard()
      stopBeat()
    }
  }, [queries, roundId])
}
