import { useEffect } from 'react'
import { alertWith } from '../../platform/attention'
import { keep, readKept } from '../../platform/storage'

const place = 'alerted'
/** More calls than one phone's households have at a time. */
const remembered = 8

/**
 * Vibrates and sounds once for every call of a household, and not again after a reload or on another page of the stack. A
 * pause makes the call one to be heard again when it ends.
 */
export function useCallAlert(mark: string | undefined, paused: boolean) {
  useEffect(() => {
    if (!mark) return
    const heard = String(readKept(place) ?? '').split('\n')
    const others = heard.filter((one) => one && one !== mark)
    if (paused) keep(place, others.join('\n'))
    else if (!heard.includes(mark)) {
      keep(place, [...others, mark].slice(-remembered).join('\n'))
      alertWith('call')
    }
  }, [mark, paused])
}
