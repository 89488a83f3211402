import type { Endpoint, Input, Output } from '@loumen/shared/endpoint'
import { callAs } from '../remote/call'
import { type Problem, problemOf } from '../remote/problem'
import { sendStaffBy } from '../remote/use-write'
import { isAway, journalOpens, sendJournal, setAway } from './journal'
import { isRecordable, namesOwnRecord, recordInstead } from './record'

/** Sends a command of staff; what must be possible without a network is recorded when the server is away. */
async function sendOrRecord<E extends Endpoint>(
  endpoint: E,
  input: Input<E>,
  operationId: string,
): Promise<{ output: Output<E> } | { problem: Problem }> {
  const instead = async () => {
    const recorded = await recordInstead(endpoint, input, operationId).catch(() => undefined)
    return recorded as { output: Output<E> } | { problem: Problem } | undefined
  }
  const recordable = isRecordable(endpoint)
  if (recordable) {
    await journalOpens
    const away = isAway()
    const recorded = away || namesOwnRecord(input) ? await instead() : undefined
    // With a network, what belongs to a record goes out like one, at once.
    if (recorded && !away) void sendJournal()
    if (recorded) return recorded
  }
  try {
    return { output: await callAs.staff(endpoint, input, { operationId }) }
  } catch (error) {
    const problem = problemOf(error)
    if (problem.kind !== 'unreachable' || !recordable) return { problem }
    setAway()
    return (await instead()) ?? { problem }
  }
}

sendStaffBy(sendOrRecord)
