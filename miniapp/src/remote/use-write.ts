import type { Endpoint, Input, Output } from '@loumen/shared/endpoint'
import { useCallback, useRef, useState } from 'react'
import { callAs, newOperationId } from './call'
import { type Problem, problemOf } from './problem'
import type { SessionKind } from './session'

interface Pending {
  asked: string
  operationId: string
  run: () => Promise<void>
}

export interface Writing {
  busy: boolean
  problem: Problem | undefined
  /** Sends a command; `then` gets its answer, `refused` may deal with a no itself by answering true. */
  write: <E extends Endpoint>(
    endpoint: E,
    input: Input<E>,
    then?: (output: Output<E>) => void,
    refused?: (problem: Problem) => boolean,
  ) => Promise<void>
  /** Sends the unanswered command again under its own operation id, so that it happens once. */
  retry: (() => Promise<void>) | undefined
  dismiss: () => void
}

type Sent<E extends Endpoint> = { output: Output<E> } | { problem: Problem }
type Send = <E extends Endpoint>(endpoint: E, input: Input<E>, operationId: string) => Promise<Sent<E>>

const plainly =
  (kind: SessionKind): Send =>
  (endpoint, input, operationId) =>
    callAs[kind](endpoint, input, { operationId }).then(
      (output) => ({ output }),
      (error: unknown) => ({ problem: problemOf(error) }),
    )

const senders: Record<SessionKind, Send> = { resident: plainly('resident'), staff: plainly('staff') }

/** Another way to send the commands of staff: their pages bring the journal, so that residents' phones need not load it. */
export const sendStaffBy = (send: Send) => {
  senders.staff = send
}

/** One command at a time. After an unreachable server the same command keeps its operation id until it is answered. */
export function useWrite(kind: SessionKind): Writing {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const pending = useRef<Pending>()

  const write = useCallback<Writing['write']>(
    async (endpoint, input, then, refused) => {
      const asked = `${endpoint.name} ${JSON.stringify(input)}`
      const operationId = pending.current?.asked === asked ? pending.current.operationId : newOperationId()
      const run = () => write(endpoint, input, then, refused)
      pending.current = { asked, operationId, run }
      setBusy(true)
      setProblem(undefined)
      const outcome = await senders[kind](endpoint, input, operationId)
      setBusy(false)
      if (!('problem' in outcome)) {
        pending.current = undefined
        then?.(outcome.output)
      } else if (outcome.problem.kind === 'unreachable') setProblem(outcome.problem)
      else {
        pending.current = undefined
        if (!refused?.(outcome.problem)) setProblem(outcome.problem)
      }
    },
    [kind],
  )

  const retry = problem?.kind === 'unreachable' ? pending.current?.run : undefined
  return { busy, problem, write, retry, dismiss: () => setProblem(undefined) }
}
