import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/rounds/api'
import { waysInto } from '../accounts/codes'
import { oid } from '../base/db'
import { readEntrance } from '../community/queries'
import { RoundModel } from './model'
import { findSite } from './queries'

const page = 'pages/board/index'

/** What a display shows to phones: the way to this site's board. */
export async function readSiteCode({ siteId }: Parsed<typeof api.readSiteCode>) {
  await findSite(siteId)
  return waysInto(page, `s=${siteId}`)
}

/** What a slip shows to phones: the way to its entrance's place in the queue. */
export async function readEntranceCode({ entranceId }: Parsed<typeof api.readEntranceCode>) {
  if (!(await readEntrance(entranceId))) throw new Refused('notFound')
  return waysInto(page, `e=${entranceId}`)
}

/** An entrance that does not exist looks like one without a round. */
export async function readEntranceRound({ entranceId }: Parsed<typeof api.readEntranceRound>) {
  const round = await RoundModel.findOne({ entranceIds: oid(entranceId), live: true }, { _id: 1 }).lean()
  return { roundId: round ? String(round._id) : null }
}
