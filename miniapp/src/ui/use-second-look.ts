import { looksMistyped } from '@loumen/shared/roster/resident-number'
import { useState } from 'react'

/** Whether a typed number has to be looked at again before it is sent: once for each, since the roster may be what is wrong. */
export function useSecondLook(number: string) {
  const [doubted, setDoubted] = useState<string>()
  const firstLook = () => {
    const again = doubted !== number && looksMistyped(number, new Date().toISOString().slice(0, 10))
    setDoubted(again ? number : undefined)
    return again
  }
  return { doubtful: doubted === number, firstLook }
}
