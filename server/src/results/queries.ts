import type { Parsed } from '@loumen/shared/endpoint'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/results/api'
import { namesOf } from '../accounts/queries'
import type { Actor } from '../base/actor'
import { oid } from '../base/db'
import { findRound, roundPath } from '../rounds/queries'
import { TubeModel } from '../tubes/model'
import { UploadModel, WaitingResultModel } from './model'
import { presentResult, presentUpload } from './present'

const isId = (text: string | undefined): text is string => /^[0-9a-f]{24}$/.test(text ?? '')

export async function findUpload(uploadId: string) {
  const upload = await UploadModel.findById(oid(uploadId)).lean()
  if (!upload) throw new Refused('notFound')
  return upload
}

export async function viewUpload(uploadId: string) {
  const upload = await findUpload(uploadId)
  return presentUpload(upload, await namesOf(isId(upload.accountId) ? [oid(upload.accountId)] : []))
}

export async function listUploads({ roundId }: Parsed<typeof api.listUploads>, actor: Actor) {
  actor.must('results.read', await roundPath(await findRound(roundId)))
  const uploads = await UploadModel.find({ roundId: oid(roundId) })
    .sort({ at: -1 })
    .limit(50)
    .lean()
  const names = await namesOf(uploads.flatMap(({ accountId }) => (isId(accountId) ? oid(accountId) : [])))
  return { uploads: uploads.map((upload) => presentUpload(upload, names)) }
}

export async function listResults({ roundId }: Parsed<typeof api.listResults>, actor: Actor) {
  actor.must('results.read', await roundPath(await findRound(roundId)))
  const tubes = await TubeModel.find({ roundId: oid(roundId) })
    .sort({ closedAt: -1, openedAt: -1 })
    .limit(5000)
    .lean()
  return { tubes: tubes.map(presentResult) }
}

export const waitingResults = (roundId: string) => WaitingResultModel.countDocuments({ roundId: oid(roundId) })
