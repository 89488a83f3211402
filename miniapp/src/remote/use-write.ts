import type { Endpoint, Input, Output } from '@loumen/shared/endpoint'
import { useCallback, useRef, useState } from 'react'
import { isAway, journalOpens, setAway } from '../offline/journal'
import { isRecordable, recordInstead } from '../offline/record'
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

/** Sends a command; what a table must be able to do without a network is recorded when the server is away. */
async function sendOrRecord<E extends Endpoint>(
  kind: SessionKind,
  endpoint: E,
  input: Input<E>,
  operationId: string,
): Promise<{ output: Output<E> } | { problem: Problem }> {
  const instead = async () => {
    const recorded = await recordInstead(endpoint, input, operationId).catch(() => undefined)
    return recorded as { output: Output<E> } | { problem: Problem } | undefined
  }
  const recordable = kind === 'staff' && isRecordable(endpoint)
  if (recordable) {
    await journalOpens
    const recorded = isAway() ? await instead() : undefined
    if (recorded) return recorded
  }
  try {
    return { output: await callAs[kind](endpoint, input, { operationId }) }
  } catch (error) {
    const problem = problemOf(error)
    if (problem.kind !== 'unreachable' || !recordable) return { problem }
    setAway()
    return (await instead()) ?? { problem }
  }
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
      const outcome = await sendOrRecord(kind, endpoint, input, operationId)
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
