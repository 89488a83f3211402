import type { Parsed } from '@loumen/shared/endpoint'
import { Barcode } from '@loumen/shared/fields'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/results/api'
import { readOutcome } from '@loumen/shared/results/rules'
import type { TubeResult, Upload, UploadRow } from '@loumen/shared/results/schema'
import { Actor } from '../base/actor'
import { change } from '../base/change'
import { duplicateKey, newId, oid } from '../base/db'
import { log } from '../base/log'
import { seal, unseal } from '../base/personal'
import { now } from '../clock'
import { publish } from '../realtime/publish'
import { roundKey } from '../rounds/keys'
import { findRound, roundPath } from '../rounds/queries'
import { type TubeDocument, TubeModel } from '../tubes/model'
import { findTube, poolsOf, tubePath } from '../tubes/queries'
import { applyResult, type LabResult, outcomeOf, tellResults } from './apply'
import { type ResultRow, readResults, readTime } from './file'
import { UploadModel, WaitingResultModel } from './model'
import { fileNamePlace, presentResult, presentUpload, rowsPlace, waitingId, waitingPlace } from './present'
import { findUpload } from './queries'

const chunk = 100

/** Applies a laboratory's file row by row: every row gets a verdict, and nothing is guessed. */
export async function uploadResults(
  { roundId, file }: Parsed<typeof api.uploadResults>,
  actor: Actor,
): Promise<Upload> {
  const round = await findRound(roundId)
  actor.must('results.upload', await roundPath(round))
  const rows = readResults(Buffer.from(file.content, 'base64'))
  const { uploadId } = await change(actor, async (tx) => {
    const _id = newId()
    await UploadModel.create(
      [
        {
          _id,
          roundId: round._id,
          fileName: seal(roundKey(roundId), fileNamePlace(_id), file.name),
          at: now(),
          counts: count([]),
          rows: seal(roundKey(roundId), rowsPlace(_id), '[]'),
        },
      ],
      { session: tx.session },
    )
    await tx.note('results.uploaded', [roundId, String(_id)])
    return { uploadId: String(_id) }
  })
  const verdicts: UploadRow[] = []
  for (let at = 0; at < rows.length; at += chunk)
    verdicts.push(...(await applyRows(roundId, rows.slice(at, at + chunk), actor)))
  if (actor.outcome === 'applied')
    await UploadModel.updateOne(
      { _id: oid(uploadId) },
      {
        $set: { counts: count(verdicts), rows: seal(roundKey(roundId), rowsPlace(uploadId), JSON.stringify(verdicts)) },
      },
    )
  for (const communityId of round.communityIds) publish.changed('community', String(communityId), 'results')
  return presentUpload(await findUpload(uploadId))
}

const count = (rows: readonly UploadRow[]) => {
  const of = (...verdicts: UploadRow['verdict'][]) => rows.filter((row) => verdicts.includes(row.verdict)).length
  return {
    applied: of('applied'),
    same: of('same'),
    waiting: of('waiting'),
    refused: of('needsReason', 'otherRound', 'notClosed', 'invalid'),
  }
}

async function applyRows(roundId: string, rows: readonly ResultRow[], actor: Actor): Promise<UploadRow[]> {
  const tubes = await TubeModel.find({ barcode: { $in: rows.map((row) => row.barcode) } }).lean()
  const applied: TubeDocument[] = []
  const verdicts: UploadRow[] = []
  for (const row of rows) {
    const tube = tubes.find((one) => one.barcode === row.barcode)
    const verdict = await applyRow(roundId, row, tube, actor)
    if (verdict === 'applied' && tube) applied.push(tube)
    verdicts.push({ row: row.row, barcode: row.barcode.slice(0, 40), outcome: row.outcome.slice(0, 20), verdict })
  }
  await tellResults(applied)
  return verdicts
}

async function applyRow(
  roundId: string,
  row: ResultRow,
  tube: TubeDocument | undefined,
  actor: Actor,
): Promise<UploadRow['verdict']> {
  const result = labResult(row)
  if (!result || !Barcode.safeParse(row.barcode).success) return 'invalid'
  if (!tube) return keepWaiting(roundId, row.barcode, result)
  if (String(tube.roundId) !== roundId) return 'otherRound'
  const before = outcomeOf(tube)
  if (before) return before === result.outcome ? 'same' : 'needsReason'
  if (tube.state === 'open') return keepWaiting(roundId, row.barcode, result)
  const job = new Actor(actor.account, actor.from)
  let done = false
  await change(job, async (tx) => {
    done = await applyResult(tube, result, actor, tx)
    return {}
  })
  if (done) return 'applied'
  const present = outcomeOf(await findTube(String(tube._id)))
  if (!present) return 'notClosed'
  return present === result.outcome ? 'same' : 'needsReason'
}

function labResult(row: ResultRow): LabResult | undefined {
  const outcome = readOutcome(row.outcome)
  const testedAt = row.testedAt ? readTime(row.testedAt) : now()
  return outcome && testedAt
    ? { outcome, lab: row.lab, method: row.method, testedAt: testedAt.toISOString() }
    : undefined
}

/** Keeps a result until its tube closes. The first one waits: another outcome needs a reason, as on a tube. */
async function keepWaiting(roundId: string, barcode: string, result: LabResult): Promise<UploadRow['verdict']> {
  const _id = waitingId(roundId, barcode)
  const kept = await WaitingResultModel.findOneAndUpdate(
    { _id },
    {
      $setOnInsert: {
        roundId: oid(roundId),
        result: seal(roundKey(roundId), waitingPlace(_id), JSON.stringify(result)),
        at: now(),
      },
    },
    { upsert: true, returnDocument: 'after' },
  ).lean()
  const { outcome } = JSON.parse(unseal(waitingPlace(_id), kept.result)) as LabResult
  return outcome === result.outcome ? 'waiting' : 'needsReason'
}

/** A tube that closed while its result was waiting takes it. */
export async function applyWaiting(tube: TubeDocument) {
  if (tube.state !== 'closed') return
  const waiting = await WaitingResultModel.findById(waitingId(tube.roundId, tube.barcode)).lean()
  if (!waiting) return
  const result = JSON.parse(unseal(waitingPlace(waiting._id), waiting.result)) as LabResult
  const job = new Actor({ id: '', kind: 'system', grants: [], mustChangePassword: false }, 'job')
  let done = false
  await change(job, async (tx) => {
    done = await applyResult(tube, result, job, tx)
    if (done) await WaitingResultModel.deleteOne({ _id: waiting._id }, { session: tx.session })
    return {}
  })
  if (done) await tellResults([tube])
  else log.warn({ tubeId: String(tube._id) }, 'a waiting result could not be applied')
}

/** Changes an outcome that was already reported, with the reason. */
export async function correctResult(
  { tubeId, outcome, reason }: Parsed<typeof api.correctResult>,
  actor: Actor,
): Promise<TubeResult> {
  const tube = await findTube(tubeId)
  actor.must('results.upload', await tubePath(tube))
  await change(actor, async (tx) => {
    const result = { outcome, lab: tube.lab ?? '', method: tube.method ?? '', testedAt: now().toISOString() }
    const sealed = seal(roundKey(tube.roundId), `results.reason|${tubeId}`, reason)
    if (!(await applyResult(tube, result, actor, tx, sealed)))
      throw new Refused('tube.state', { state: (await findTube(tubeId)).state })
    return { tubeId }
  }).catch(async (error) => {
    if (!duplicateKey(error)) throw error
    const [pool] = await poolsOf(
      tube.roundId,
      tube.people.map((person) => person.residentId),
    )
    throw new Refused('person.inTube', { barcode: pool?.barcode, place: 1 })
  })
  const after = await findTube(tubeId)
  await tellResults([after])
  return presentResult(after)
}
