import type { Parsed } from '@loumen/shared/endpoint'
import { Barcode, tidyBarcode } from '@loumen/shared/fields'
import { Refused } from '@loumen/shared/refusals'
import type * as api from '@loumen/shared/results/api'
import { readOutcome, taking } from '@loumen/shared/results/rules'
import type { TubeResult, Upload, UploadRow } from '@loumen/shared/results/schema'
import { namesOf } from '../accounts/queries'
import { Actor } from '../base/actor'
import { change } from '../base/change'
import { duplicateKey, newId, oid } from '../base/db'
import { log } from '../base/log'
import { seal, unseal } from '../base/personal'
import { BoxModel } from '../boxes/model'
import { now } from '../clock'
import { publish } from '../realtime/publish'
import { roundKey } from '../rounds/keys'
import type { RoundDocument } from '../rounds/model'
import { findRound, roundPath } from '../rounds/queries'
import { type TubeDocument, TubeModel } from '../tubes/model'
import { findTube, poolsOf, tubePath } from '../tubes/queries'
import { applyResult, type LabResult, outcomeOf, tellResults } from './apply'
import { type ResultRow, readResults, readTime } from './file'
import { UploadModel, WaitingResultModel } from './model'
import { fileNamePlace, presentResult, rowsPlace, waitingId, waitingPlace } from './present'
import { findUpload, viewUpload } from './queries'

const chunk = 100

/** Applies a laboratory's file row by row: every row gets a verdict, and nothing is guessed. */
export async function uploadResults(
  { roundId, file }: Parsed<typeof api.uploadResults>,
  actor: Actor,
): Promise<Upload> {
  const round = await findRound(roundId)
  actor.must('results.upload', await roundPath(round))
  return takeRows(round, file.name, await readResults(Buffer.from(file.content, 'base64')), actor)
}

/** The same for rows that a laboratory's program sends. */
export async function reportResults(
  { roundId, results }: Parsed<typeof api.reportResults>,
  actor: Actor,
): Promise<Upload> {
  const round = await findRound(roundId)
  actor.must('results.upload', await roundPath(round))
  const rows = results.map((one, i) => ({
    row: i + 1,
    barcode: tidyBarcode(one.barcode),
    outcome: one.outcome,
    method: one.method ?? '',
    lab: one.lab ?? '',
    testedAt: one.testedAt ?? '',
  }))
  return takeRows(round, 'JSON', rows, actor)
}

async function takeRows(round: RoundDocument, name: string, rows: readonly ResultRow[], actor: Actor): Promise<Upload> {
  const roundId = String(round._id)
  const { uploadId } = await change(actor, async (tx) => {
    const _id = newId()
    await UploadModel.create(
      [
        {
          _id,
          roundId: round._id,
          fileName: seal(roundKey(roundId), fileNamePlace(_id), name),
          at: now(),
          accountId: actor.account.id,
          finished: false,
          counts: count([]),
          rows: seal(roundKey(roundId), rowsPlace(_id), '[]'),
        },
      ],
      { session: tx.session },
    )
    await tx.note('results.uploaded', [roundId, String(_id)])
    return { uploadId: String(_id) }
  })
  if (!(await findUpload(uploadId)).finished) await applyAll(round, uploadId, rows, actor)
  return viewUpload(uploadId)
}

/** Each row in a transaction of its own; what was cut short goes on when the same operation comes again. */
async function applyAll(round: RoundDocument, uploadId: string, rows: readonly ResultRow[], actor: Actor) {
  const roundId = String(round._id)
  const lab = actor.account.kind === 'lab' ? ((await namesOf([oid(actor.account.id)])).get(actor.account.id) ?? '') : ''
  const boxed = await usesBoxes(round._id)
  const verdicts: UploadRow[] = []
  const contradicted = contradictedIn(rows)
  for (let at = 0; at < rows.length; at += chunk) {
    const part = rows.slice(at, at + chunk).map((row) => ({ ...row, lab: row.lab || lab }))
    verdicts.push(...(await applyRows(roundId, part, { boxed, contradicted }, actor)))
  }
  await UploadModel.updateOne(
    { _id: oid(uploadId), finished: false },
    {
      $set: {
        finished: true,
        counts: count(verdicts),
        rows: seal(roundKey(roundId), rowsPlace(uploadId), JSON.stringify(verdicts)),
      },
    },
  )
  for (const communityId of round.communityIds) publish.changed('community', String(communityId), 'results')
}

/** Tubes of which one file says two things: neither is taken, or the order of rows would decide who hears what. */
function contradictedIn(rows: readonly ResultRow[]): ReadonlySet<string> {
  const said = new Map<string, string>()
  const contradicted = new Set<string>()
  for (const { barcode, outcome: text } of rows) {
    const outcome = readOutcome(text)
    if (!outcome) continue
    if ((said.get(barcode) ?? outcome) !== outcome) contradicted.add(barcode)
    said.set(barcode, outcome)
  }
  return contradicted
}

const count = (rows: readonly UploadRow[]) => {
  const of = (...verdicts: UploadRow['verdict'][]) => rows.filter((row) => verdicts.includes(row.verdict)).length
  return {
    applied: of('applied'),
    same: of('same'),
    waiting: of('waiting', 'notReceived'),
    refused: of('needsReason', 'contradicted', 'otherRound', 'notClosed', 'invalid'),
  }
}

async function applyRows(
  roundId: string,
  rows: readonly ResultRow[],
  { boxed, contradicted }: { boxed: boolean; contradicted: ReadonlySet<string> },
  actor: Actor,
): Promise<UploadRow[]> {
  const tubes = await TubeModel.find({ barcode: { $in: rows.map((row) => row.barcode) } }).lean()
  const applied: TubeDocument[] = []
  const verdicts: UploadRow[] = []
  for (const row of rows) {
    const tube = tubes.find((one) => one.barcode === row.barcode)
    const verdict = contradicted.has(row.barcode) ? 'contradicted' : await applyRow(roundId, row, tube, boxed, actor)
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
  boxed: boolean,
  actor: Actor,
): Promise<UploadRow['verdict']> {
  const result = labResult(row)
  if (!result || !Barcode.safeParse(row.barcode).success) return 'invalid'
  if (!tube) return keepWaiting(roundId, row.barcode, result)
  if (String(tube.roundId) !== roundId) return 'otherRound'
  const before = outcomeOf(tube)
  if (before) return before === result.outcome ? 'same' : 'needsReason'
  const can = taking(tube.state, boxed)
  if (can === 'notClosed') return can
  if (can !== 'takes') {
    const kept = await keepWaiting(roundId, row.barcode, result)
    return kept === 'waiting' ? can : kept
  }
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
  // The tube may have come while this was written, and then nobody else will look.
  const tube = await TubeModel.findOne({ barcode, roundId: oid(roundId) }).lean()
  if (tube) await applyWaiting(tube)
  return outcome === result.outcome ? 'waiting' : 'needsReason'
}

/** A tube that came while its result was waiting takes it. */
export async function applyWaiting(tube: TubeDocument) {
  if (tube.outcome || tube.state === 'open' || tube.state === 'void') return
  const waiting = await WaitingResultModel.findById(waitingId(tube.roundId, tube.barcode)).lean()
  if (!waiting || taking(tube.state, await usesBoxes(tube.roundId)) !== 'takes') return
  const result = JSON.parse(unseal(waitingPlace(waiting._id), waiting.result)) as LabResult
  const job = new Actor({ id: '', kind: 'system', grants: [], mustChangePassword: false }, 'job')
  let done = false
  await change(job, async (tx) => {
    done = await applyResult(tube, result, job, tx)
    if (done) await WaitingResultModel.deleteOne({ _id: waiting._id }, { session: tx.session })
    return {}
  })
  if (done) await tellResults([tube])
  else if (!(await findTube(String(tube._id))).outcome)
    log.warn({ tubeId: String(tube._id) }, 'a waiting result could not be applied')
}

/** Applies what still waits although its tube is there: a process that ended between the two left it. */
export async function sweepWaiting() {
  for (const { _id, roundId } of await WaitingResultModel.find({}, { roundId: 1 }).limit(5000).lean()) {
    const tube = await TubeModel.findOne({ roundId, barcode: _id.slice(25), outcome: null }).lean()
    if (tube) await applyWaiting(tube)
  }
}

/** Whether a round's tubes travel in boxes, so that the laboratory says which it has received. */
const usesBoxes = async (roundId: TubeDocument['roundId']) => !!(await BoxModel.exists({ roundId }))

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
