import * as accounts from './accounts/api'
import * as labKeys from './accounts/keys'
import * as boxes from './boxes/api'
import * as calls from './calls/api'
import * as certificates from './certificates/api'
import * as community from './community/api'
import { readPlan, readPlanPicture, scalePlan, uploadPlan } from './community/plan-api'
import * as coverage from './coverage/api'
import * as presence from './coverage/people-api'
import type { Endpoint } from './endpoint'
import * as helping from './helping/api'
import * as imports from './imports/api'
import * as incidents from './incidents/api'
import * as joining from './joining/api'
import * as muster from './muster/api'
import * as joinAsks from './muster/asks-api'
import * as loans from './muster/loans-api'
import * as notices from './notices/api'
import * as operations from './operations/api'
import * as results from './results/api'
import * as roster from './roster/api'
import * as people from './roster/people-api'
import * as rounds from './rounds/api'
import * as shifts from './shifts/api'
import * as sweeps from './sweeps/api'
import * as tickets from './tickets/api'
import * as tubes from './tubes/api'
import * as tubeClaims from './tubes/claims'
import * as visits from './visits/api'
import * as volunteers from './volunteers/api'

/** Every endpoint by domain: what the server must answer and the API document describes. */
export const endpoints = {
  accounts,
  labKeys,
  notices,
  community: { ...community, readPlan, readPlanPicture, scalePlan, uploadPlan },
  roster,
  people,
  imports,
  rounds,
  tickets,
  joining,
  volunteers,
  visits,
  sweeps,
  shifts,
  muster,
  joinAsks,
  loans,
  calls,
  helping,
  tubes,
  operations: {
    replayOperations: operations.replayOperations,
    handInSealed: operations.handInSealed,
    readPack: operations.readPack,
    readRoundPack: operations.readRoundPack,
    listOpenOperations: operations.listOpenOperations,
    settleOperation: operations.settleOperation,
  },
  tubeClaims: { listTubeClaims: tubeClaims.listTubeClaims, decideTubeClaims: tubeClaims.decideTubeClaims },
  boxes,
  results,
  incidents,
  certificates,
  coverage,
  presence,
} as const

export const allEndpoints: Endpoint[] = Object.values(endpoints).flatMap(
  (domain) => Object.values(domain) as Endpoint[],
)
