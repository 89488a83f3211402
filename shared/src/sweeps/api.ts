import '../zod-config'
import { z } from 'zod'
import { DoorOutcome } from '../calls/schema'
import { endpoint } from '../endpoint'
import { Id, Instant, line } from '../fields'
import { Sweep, SweepEntry, SweepNeed } from './schema'

/** An entrance door by door, with what was found at each last. */
export const readSweep = endpoint({
  name: 'readSweep',
  method: 'GET',
  path: '/rounds/:roundId/entrances/:entranceId/sweep',
  input: z.object({ roundId: Id, entranceId: Id }),
  output: Sweep,
})

/**
 * One tap at a door. `later` says from when; `needsHelp` makes a task of the need; a refusal stays missing and goes up.
 * Refuses with household.frozen, sweep.laterMissing.
 */
export const sweepDoor = endpoint({
  name: 'sweepDoor',
  method: 'POST',
  path: '/rounds/:roundId/households/:householdId/sweeps',
  input: z.object({
    roundId: Id,
    householdId: Id,
    outcome: DoorOutcome,
    laterAt: Instant.optional(),
    need: SweepNeed.optional(),
    note: line(200).optional(),
  }),
  output: SweepEntry,
})
