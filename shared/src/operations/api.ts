import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id, Instant, line } from '../fields'
import { Pack, RoundPack } from './pack'
import { OpenOperation, OperationAnswer, OperationId, RecordedOperation, SealedAnswer } from './schema'
import { SealedRecords } from './sealed'

/** How many operations one batch holds at most. */
export const batchSize = 500

/**
 * Hands in what was recorded without a network, in the order of recording. Each operation is answered by itself and may
 * be handed in as often as needed: it happens once. Refuses with auth.forbidden when none of it may be taken.
 */
export const replayOperations = endpoint({
  name: 'replayOperations',
  method: 'POST',
  path: '/rounds/:roundId/operations',
  repeatable: true,
  bodyLimit: 1_000_000,
  input: z.object({ roundId: Id, operations: z.array(RecordedOperation).min(1).max(batchSize) }),
  output: z.object({ answers: z.array(OperationAnswer) }),
})

/**
 * Hands in records of somebody else that only the house can read, and that their recorder's key signed. Says how many were
 * taken, not which. Refuses with records.unreadable.
 */
export const handInSealed = endpoint({
  name: 'handInSealed',
  method: 'POST',
  path: '/rounds/:roundId/sealed-records',
  repeatable: true,
  bodyLimit: 1_000_000,
  input: z.object({ roundId: Id, sealed: SealedRecords }),
  output: SealedAnswer,
})

/**
 * The people of a site for a shift without a network, or of one entrance; `known` is the mark of the pack that the asker
 * has, and `pack` is null when it is still the same.
 */
export const readPack = endpoint({
  name: 'readPack',
  method: 'GET',
  path: '/sites/:siteId/pack',
  input: z.object({ siteId: Id, entranceId: Id.optional(), known: z.string().max(64).optional() }),
  output: z.object({ mark: z.string(), until: Instant, pack: Pack.nullable() }),
})

/**
 * What somebody who goes with boxes or from door to door needs for a shift without a network: the key by which their
 * device signs, and the closed tubes that no box has yet, where they work with boxes.
 */
export const readRoundPack = endpoint({
  name: 'readRoundPack',
  method: 'GET',
  path: '/rounds/:roundId/pack',
  input: z.object({ roundId: Id }),
  output: RoundPack,
})

/** Operations of a round that a person has to look at; people whose samples are in doubt are claims of their tube. */
export const listOpenOperations = endpoint({
  name: 'listOpenOperations',
  method: 'GET',
  path: '/rounds/:roundId/open-operations',
  input: z.object({ roundId: Id }),
  output: z.object({ operations: z.array(OpenOperation) }),
})

/** Somebody has looked at an operation and says what was done about it. Refuses with operation.settled. */
export const settleOperation = endpoint({
  name: 'settleOperation',
  method: 'PUT',
  path: '/rounds/:roundId/operations/:operationId/settlement',
  input: z.object({ roundId: Id, operationId: OperationId, note: line(200) }),
  output: z.object({ operations: z.array(OpenOperation) }),
})
