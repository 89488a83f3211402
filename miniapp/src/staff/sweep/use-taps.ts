import type { Input } from '@loumen/shared/endpoint'
import { sweepDoor } from '@loumen/shared/sweeps/api'
import { useCallback, useEffect, useRef, useState } from 'react'
import { putIntoVault, readVault } from '../../platform/vault'
import { callAs, newOperationId } from '../../remote/call'
import { type Problem, problemOf } from '../../remote/problem'

export type Tap = Input<typeof sweepDoor>
interface Kept {
  operationId: string
  tap: Tap
}

const place = 'staff.taps'
const againEvery = 5_000
const readKept = () => readVault<Kept[]>(place) ?? []

/**
 * Taps of a sweep, kept on this phone before anything is sent and sent one after another: without a network they wait.
 * One that the server refuses is dropped and said.
 */
export function useTaps(sent: () => void) {
  const [waiting, setWaiting] = useState(readKept)
  const [problem, setProblem] = useState<Problem>()
  const sending = useRef(false)
  const whenSent = useRef(sent)
  whenSent.current = sent

  const keep = useCallback((taps: Kept[]) => {
    putIntoVault(place, taps)
    setWaiting(taps)
  }, [])

  const send = useCallback(async () => {
    if (sending.current) return
    sending.current = true
    try {
      for (let [next] = readKept(); next; [next] = readKept()) {
        const { operationId, tap } = next
        const refused = await callAs.staff(sweepDoor, tap, { operationId }).then(
          () => undefined,
          (error: unknown) => problemOf(error),
        )
        if (refused?.kind === 'unreachable') return
        setProblem(refused)
        keep(readKept().filter((one) => one.operationId !== operationId))
        whenSent.current()
      }
    } finally {
      sending.current = false
    }
  }, [keep])

  useEffect(() => {
    void send()
    const timer = setInterval(() => void send(), againEvery)
    return () => clearInterval(timer)
  }, [send])

  const tap = useCallback(
    (one: Tap) => {
      setProblem(undefined)
      keep([...readKept(), { operationId: newOperationId(), tap: { ...one, at: new Date().toISOString() } }])
      void send()
    },
    [keep, send],
  )
  return { tap, waiting: waiting.map(({ tap: one }) => one), problem }
}
