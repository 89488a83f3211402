import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id, line } from '../fields'
import { Round } from '../rounds/schema'
import { HouseholdCoverage, Overview, RoundReview, StillMissing } from './schema'

/** The round live: figures, tables, alarms, and the elevation of every entrance that the asking person may see. */
export const readOverview = endpoint({
  name: 'readOverview',
  method: 'GET',
  path: '/rounds/:roundId/overview',
  input: z.object({ roundId: Id }),
  output: Overview,
})

/** A household's people in every round, the newest first. */
export const readHouseholdCoverage = endpoint({
  name: 'readHouseholdCoverage',
  method: 'GET',
  path: '/households/:householdId/coverage',
  input: z.object({ householdId: Id }),
  output: z.object({ rounds: z.array(HouseholdCoverage) }),
})

/** Every household that is still missing, as far as the asking person's roles reach, with the last way it was tried. */
export const readMissing = endpoint({
  name: 'readMissing',
  method: 'GET',
  path: '/rounds/:roundId/missing',
  input: z.object({ roundId: Id }),
  output: StillMissing,
})

/** The sites close, sampling of those who are missing goes on (补检). Refuses with round.state. */
export const startMakeUp = endpoint({
  name: 'startMakeUp',
  method: 'PUT',
  path: '/rounds/:roundId/make-up',
  input: z.object({ roundId: Id }),
  output: Round,
})

/**
 * Ends a round: every household is accounted for, or the lead signs why not. Refuses with round.missing and
 * round.state.
 */
export const closeRound = endpoint({
  name: 'closeRound',
  method: 'PUT',
  path: '/rounds/:roundId/closing',
  input: z.object({ roundId: Id, reason: line(300).optional() }),
  output: Round,
})

/** The last rounds of a community beside each other, the newest first. */
export const compareRounds = endpoint({
  name: 'compareRounds',
  method: 'GET',
  path: '/communities/:communityId/review',
  input: z.object({ communityId: Id }),
  output: z.object({ rounds: z.array(RoundReview) }),
})
