import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id } from '../fields'
import { HouseholdCoverage, Overview } from './schema'

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
