import type { BoardUnit } from '@loumen/shared/calls/schema'
import { useEffect } from 'react'
import { alertWith } from '../../platform/attention'
import { keep, readKept } from '../../platform/storage'
import { callMark } from './stage'

/** Vibrates and sounds once for every call of the household's entrance, and not again after a reload. */
export function useCallAlert(roundId: string, unit: BoardUnit | undefined) {
  const mark = unit && callMark(roundId, unit)
  useEffect(() => {
    if (!mark || readKept('alerted') === mark) return
    keep('alerted', mark)
    alertWith('call')
  }, [mark])
}
