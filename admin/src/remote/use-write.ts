import type { Endpoint, Input, Output } from '@loumen/shared/endpoint'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { call, newOperationId } from './call'
import { isUnanswered, Operation } from './operation'

export interface Write<E extends Endpoint> {
  /** Runs the command; answers undefined when it was refused, unreachable or already running. */
  run: (input: Input<E>) => Promise<Output<E> | undefined>
  running: boolean
  error: unknown
  /** Tries the last input again; after a lost answer with the same operation id. */
  again: () => void
  clear: () => void
}

/** Runs a command once at a time: a double click is one operation, and a retry after silence is the same one. */
export function useWrite<E extends Endpoint>(endpoint: E, onDone?: (output: Output<E>) => void): Write<E> {
  const queries = useQueryClient()
  const [running, setRunning] = useState(false)
  const [error, setError] = useState<unknown>()
  const busy = useRef(false)
  const last = useRef<Input<E>>(undefined)
  const operation = useRef(new Operation(newOperationId))
  const done = useRef(onDone)
  done.current = onDone

  const run = useCallback(
    async (input: Input<E>) => {
      if (busy.current) return undefined
      busy.current = true
      last.current = input
      setRunning(true)
      setError(undefined)
      try {
        const output = await call(endpoint, input, { operationId: operation.current.idFor(input) })
        operation.current.answered()
        done.current?.(output)
        void queries.invalidateQueries()
        return output
      } catch (reason) {
        setError(reason)
        if (isUnanswered(reason)) return undefined
        operation.current.answered()
        void queries.invalidateQueries()
        return undefined
      } finally {
        busy.current = false
        setRunning(false)
      }
    },
    [endpoint, queries],
  )
  const again = useCallback(() => {
    if (last.current !== undefined) void run(last.current)
  }, [run])
  const clear = useCallback(() => setError(undefined), [])
  return { run, running, error, again, clear }
}
