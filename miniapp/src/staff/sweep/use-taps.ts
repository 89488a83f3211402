import type { Fact } from '@loumen/shared/operations/schema'
import { sweepDoor } from '@loumen/shared/sweeps/api'
import type { Sweep, SweepDoor } from '@loumen/shared/sweeps/schema'
import { useState, useSyncExternalStore } from 'react'
import { type Entry, journal, keepEntry, onJournalChange, sendJournal } from '../../offline/journal'
import { roundPackKept } from '../../offline/pack'
import type { Truth } from '../../offline/truths'
import { callAs, newOperationId } from '../../remote/call'
import { type Problem, problemOf } from '../../remote/problem'

type TapFact = Extract<Fact, { kind: 'sweepDoor' }>
/** What was found at a door, as it is tapped. */
export type Tap = Omit<TapFact, 'kind' | 'householdId'>
/** A tap with its door and its time. */
export type Tapped = Omit<TapFact, 'kind'> & { at: string }

const factOf = ({ operation: { fact } }: Entry) => (fact.kind === 'sweepDoor' ? fact : undefined)

/**
 * Taps of a sweep: each is a record of the journal before anything is sent, with or without a network. Answers those that
 * the truth does not show yet, how many the server does not have, and what it said no to.
 */
export function useTaps(roundId: string, truth: Truth<Sweep> | undefined) {
  const entries = useSyncExternalStore(onJournalChange, journal, journal)
  const [lost, setLost] = useState<Problem>()
  const here = new Set(truth?.value.doors.map(({ householdId }) => householdId))
  const own = entries.filter((entry) => here.has(factOf(entry)?.householdId ?? ''))
  const taps = own.flatMap((entry): Tapped[] => {
    const fact = factOf(entry)
    const { answer, sentAt, operation } = entry
    const shown = answer?.outcome === 'applied' || answer?.outcome === 'duplicate' || !answer
    if (!fact || !shown || (sentAt && truth && sentAt < truth.at)) return []
    return [{ ...fact, at: operation.recordedAt }]
  })
  const refused = own.filter(({ answer }) => answer?.outcome === 'conflict' || answer?.outcome === 'rejected').at(-1)
  const why = refused?.answer?.why
  const problem: Problem | undefined = lost ?? (why ? { kind: 'refused', ...why } : undefined)

  const tap = async ({ householdId }: SweepDoor, place: string, more: Tap) => {
    const id = newOperationId()
    setLost(undefined)
    try {
      const fact: TapFact = { kind: 'sweepDoor', householdId, ...more }
      await keepEntry({ roundId, id, fact, place }, roundPackKept(roundId))
      void sendJournal()
    } catch {
      // A phone that can keep nothing has the network only.
      await callAs
        .staff(sweepDoor, { roundId, householdId, ...more }, { operationId: id })
        .catch((error: unknown) => setLost(problemOf(error)))
    }
  }
  return { tap, taps, waiting: own.filter(({ answer }) => !answer).length, problem }
}
