import type { Call } from '@loumen/shared/calls/schema'
import type { CallDocument } from './model'

export const presentCall = (call: CallDocument): Call => ({
  id: String(call._id),
  roundId: String(call.roundId),
  siteId: String(call.siteId),
  entranceId: String(call.entranceId),
  state: call.state,
  grantedAt: call.grantedAt.toISOString(),
  calledAt: call.calledAt?.toISOString() ?? null,
  clearedAt: call.clearedAt?.toISOString() ?? null,
  times: call.times,
})
