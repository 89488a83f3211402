import { readOverview } from '@loumen/shared/coverage/api'
import type { Overview } from '@loumen/shared/coverage/schema'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onCoverage } from '../remote/live'
import { readKey, useRead } from '../remote/use-read'
import { applyChange } from './apply-change'

/** The overview of a round, kept up by the changes that the community's room tells. */
export function useOverview(roundId: string | undefined) {
  const queries = useQueryClient()
  const read = useRead(readOverview, { roundId: roundId ?? '' }, { enabled: !!roundId })
  useEffect(() => {
    if (!roundId) return undefined
    const queryKey = readKey(readOverview, { roundId })
    return onCoverage((change) => {
      const shown = queries.getQueryData<Overview>(queryKey)
      if (!shown || change.roundId !== roundId) return
      const next = applyChange(shown, change)
      if (next) queries.setQueryData(queryKey, next)
      else void queries.invalidateQueries({ queryKey })
    })
  }, [queries, roundId])
  return read
}
