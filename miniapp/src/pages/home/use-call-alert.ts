import { useEffect } from 'react'
import { alertWith } from '../../platform/attention'
import { keep, readKept } from '../../platform/storage'

const place = 'alerted'

/**
 * Vibrates and sounds once for every call of the household, and not again after a reload. A pause makes the call one to
 * be heard again when it ends.
 */
export function useCallAlert(mark: string | undefined, paused: boolean) {
  useEffect(() => {
    if (!mark) return
    if (paused) keep(place, `paused ${mark}`)
    else if (readKept(place) !== mark) {
      keep(place, mark)
      alertWith('call')
    }
  }, [mark, paused])
}
