import type { Parsed } from '@loumen/shared/endpoint'
import { maskName, maskPhone } from '@loumen/shared/masking'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/results/api'
import type { Outcome, Recall } from '@loumen/shared/results/schema'
import type { Types } from 'mongoose'
import type { Actor } from '../base/actor'
import { oid } from '../base/db'
import { unseal } from '../base/personal'
import { readEntrances } from '../community/queries'
import { openResident } from '../roster/personal'
import { readHouseholds, readResidents } from '../roster/queries'
import { findRound, roundPath } from '../rounds/queries'
import { TubeModel } from '../tubes/model'
import { RecallModel, UploadModel, WaitingResultModel } from './model'
import { presentResult, presentUpload } from './present'

export async function findUpload(uploadId: string) {
  const upload = await UploadModel.findById(oid(uploadId)).lean()
  if (!upload) throw new Refused('notFound')
  return upload
}

export async function listUploads({ roundId }: Parsed<typeof api.listUploads>, actor: Actor) {
  actor.must('results.read', await roundPath(await findRound(roundId)))
  const uploads = await UploadModel.find({ roundId: oid(roundId) })
    .sort({ at: -1 })
    .limit(50)
    .lean()
  return { uploads: uploads.map(presentUpload) }
}

export async function listResults({ roundId }: Parsed<typeof api.listResults>, actor: Actor) {
  actor.must('results.read', await roundPath(await findRound(roundId)))
  const tubes = await TubeModel.find({ roundId: oid(roundId) })
    .sort({ closedAt: -1, openedAt: -1 })
    .limit(5000)
    .lean()
  return { tubes: tubes.map(presentResult) }
}

/** Recalls with the people who have to be re-sampled singly. */
export async function listRecalls({ roundId }: Parsed<typeof api.listRecalls>, actor: Actor) {
  const path = await roundPath(await findRound(roundId))
  actor.must('recalls.read', path)
  const view = actor.view(path)
  const recalls = await RecallModel.find({ roundId: oid(roundId) })
    .sort({ openedAt: -1 })
    .lean()
  const residents = await readResidents(recalls.flatMap((recall) => recall.residentIds.map(String)))
  const households = await readHouseholds([...new Set(residents.map((resident) => String(resident.householdId)))])
  const entrances = await readEntrances([...new Set(households.map((household) => String(household.entranceId)))])
  return {
    recalls: recalls.map(
      (recall): Recall => ({
        id: String(recall._id),
        roundId,
        tubeId: String(recall.tubeId),
        barcode: recall.barcode,
        outcome: unseal(`recalls.outcome|${recall.tubeId}`, recall.outcome) as Outcome,
        state: recall.state,
        openedAt: recall.openedAt.toISOString(),
        people: recall.residentIds.flatMap((id) => {
          const resident = residents.find((one) => one._id.equals(id))
          const household = households.find((one) => String(one._id) === String(resident?.householdId))
          if (!resident || !household) return []
          return {
            residentId: String(id),
            householdId: String(household._id),
            name: maskName(openResident(resident, 'name'), view.name),
            entrance: entrances.find((one) => one._id.equals(household.entranceId))?.label ?? '',
            door: household.door,
            phone: maskPhone(openResident(resident, 'phone'), view.phone) ?? null,
          }
        }),
      }),
    ),
  }
}

/** Which of these people are in an open recall: none of them may see a negative (I6). */
export async function recalled(residentIds: readonly Types.ObjectId[]): Promise<Set<string>> {
  const recalls = await RecallModel.find(
    { residentIds: { $in: residentIds }, state: 'open' },
    { residentIds: 1 },
  ).lean()
  return new Set(recalls.flatMap((recall) => recall.residentIds.map(String)))
}

export const openRecalls = (roundId: string) => RecallModel.countDocuments({ roundId: oid(roundId), state: 'open' })
export const waitingResults = (roundId: string) => WaitingResultModel.countDocuments({ roundId: oid(roundId) })
