import { readOverview } from '@loumen/shared/coverage/api'
import type { Overview } from '@loumen/shared/coverage/schema'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onBoard, onCoverage } from '../remote/live'
import { readKey, useRead } from '../remote/use-read'
import { applyChange } from './apply-change'

/** After a call or sample, so long is waited for the change itself before the whole is read again. */
const patience = 2_000

/**
 * The overview of a round, kept up by the changes that the community's room tells. Those who may not hear that room
 * (a grid leader) see the board move and read their part again.
 */
export function useOverview(roundId: string | undefined) {
  const queries = useQueryClient()
  const read = useRead(readOverview, { roundId: roundId ?? '' }, { enabled: !!roundId })
  useEffect(() => {
    if (!roundId) return undefined
    const queryKey = readKey(readOverview, { roundId })
    const readAgain = () => void queries.invalidateQueries({ queryKey })
    let waiting: ReturnType<typeof setTimeout> | undefined
    const settle = () => {
      clearTimeout(waiting)
      waiting = undefined
    }
    const stopCoverage = onCoverage((change) => {
      if (change.roundId !== roundId) return
      settle()
      const shown = queries.getQueryData<Overview>(queryKey)
      const next = shown && applyChange(shown, change)
      if (next) queries.setQueryData(queryKey, next)
      else readAgain()
    })
    const stopBoard = onBoard((board) => {
      if (board.roundId !== roundId || waiting) return
      waiting = setTimeout(() => {
        waiting = undefined
        readAgain()
      }, patience)
    })
    return () => {
      settle()
      stopCoverage()
      stopBoard()
    }
  }, [queries, roundId])
  return read
}
