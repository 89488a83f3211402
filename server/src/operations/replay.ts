import { createHmac } from 'node:crypto'
import { type Ability, can, canSomewhere } from '@loumen/shared/abilities'
import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/operations/api'
import { isTableFact, type TubeFact } from '@loumen/shared/operations/rules'
import type { OperationAnswer, Recorded, RecordedOperation } from '@loumen/shared/operations/schema'
import { type RefusalCode, Refused } from '@loumen/shared/refusals'
import type { ClientSession, Types } from 'mongoose'
import { namesOf } from '../accounts/queries'
import type { Actor } from '../base/actor'
import { happenedAlready } from '../base/change'
import { duplicateKey, inTransaction, native, oid } from '../base/db'
import { present } from '../clock'
import { publish } from '../realtime/publish'
import type { RoundDocument, TableDocument } from '../rounds/model'
import { findRound, roundPath, sitesOf, tablesOf } from '../rounds/queries'
import { tubesChanged } from '../tubes/changed'
import { type TubeDocument, TubeModel } from '../tubes/model'
import { carriersOf } from '../tubes/queries'
import { tellVisit } from '../visits/commands'
import { visitsById, visitsOf } from '../visits/queries'
import { markDoor, pathOfDoor, unmarkDoor } from './doors'
import { fingerprintOf, mayRecord, pathOfSite, type Taken, takeIn } from './intake'
import { type ReplayDocument, ReplayModel } from './model'
import { doOther } from './others'
import { type Claimant, findRecorded } from './people'
import type { Verdict } from './rack'
import { labelsOf, TubeFacts } from './tubes'

type TubeWork = Taken & { fact: TubeFact }

const sign = (key: string, text: string) => createHmac('sha512', key).update(text).digest('base64url')
const attempts = 5

/** One batch of a round after the other in this process; other processes meet in the database. */
const turns = new Map<string, Promise<unknown>>()

async function inTurn<T>(roundId: string, work: () => Promise<T>): Promise<T> {
  const before = turns.get(roundId) ?? Promise.resolve()
  const turn = before.catch(() => {}).then(work)
  turns.set(roundId, turn)
  try {
    return await turn
  } finally {
    if (turns.get(roundId) === turn) turns.delete(roundId)
  }
}

/** Takes in what was recorded without a network: every operation is answered, and nothing that happened is lost (I3, I9). */
export async function replayOperations(
  { roundId, operations }: Parsed<typeof api.replayOperations>,
  actor: Actor,
): Promise<{ answers: OperationAnswer[] }> {
  const round = await findRound(roundId)
  const sites = await sitesOf(roundId)
  actor.may('operations.replay', [...(await roundPath(round)), ...sites.map((site) => String(site._id))])
  const answers = await replay(round, operations, actor, 'own')
  if (answers.every(({ why }) => why?.code === 'auth.forbidden')) throw new Refused('auth.forbidden')
  return { answers: await named(answers) }
}

/** Does a batch; `signed` takes nobody's word for it, the sender's neither, where the recorder's key has not signed. */
export async function replay(
  round: RoundDocument,
  operations: readonly RecordedOperation[],
  actor: Actor,
  trust: 'own' | 'signed',
): Promise<OperationAnswer[]> {
  const roundId = String(round._id)
  return inTurn(roundId, async () => {
    const taken = await takeIn(operations, round, trust === 'own' ? actor.account : undefined, sign)
    const tables = new Map((await tablesOf(roundId)).map((table) => [String(table._id), table]))
    const known = new Map((await receiptsOf(operations.map(({ id }) => id))).map((one) => [one._id, one]))
    const happened = await happenedAlready(operations.map(({ id }) => id))
    const answers = new Map<string, OperationAnswer>()
    let run: TubeWork[] = []
    const finish = async () => {
      if (run.length) await replayTubes(run, round, tables, actor, answers)
      run = []
    }
    for (const [at, one] of taken.entries()) {
      const operation = operations[at]
      if (!operation || answers.has(one.id) || run.some(({ id }) => id === one.id)) continue
      const before = known.get(one.id)
      if (before) answers.set(one.id, again(before, fingerprintOf(operation)))
      else if ('code' in one) answers.set(one.id, rejected(one.id, one.code))
      // An id that somebody else used for something else says nothing of what was recorded here.
      else if (happened.get(one.id) === one.recorder.id) answers.set(one.id, duplicate(one.id, 'applied'))
      else if (one.fact.kind === 'sampleAtDoor') {
        const path = await pathOfDoor(one.fact)
        if (can(one.recorder.grants, 'visits.sample', path, one.recordedAt.getTime())) run.push(one as TubeWork)
        else answers.set(one.id, rejected(one.id, 'auth.forbidden'))
      } else if (one.fact.kind === 'closeCarried' || one.fact.kind === 'removeCarried') {
        // Where a tube is carried is where its carrier samples; the tube itself is looked up with the batch.
        const ability: Ability = one.fact.kind === 'closeCarried' ? 'tubes.close' : 'visits.sample'
        if (canSomewhere(one.recorder.grants, ability, one.recordedAt.getTime())) run.push(one as TubeWork)
        else answers.set(one.id, rejected(one.id, 'auth.forbidden'))
      } else if (isTableFact(one.fact)) {
        const table = tables.get(one.fact.tableId)
        const ability: Ability = /closeTube|voidTube/.test(one.fact.kind) ? 'tubes.close' : 'tubes.fill'
        if (!table) answers.set(one.id, rejected(one.id, 'notFound'))
        else if (!mayRecord(one, ability, await pathOfSite(table.siteId)))
          answers.set(one.id, rejected(one.id, 'auth.forbidden'))
        else run.push(one as TubeWork)
      } else {
        await finish()
        answers.set(one.id, await replayOther(one, one.fact, round, actor))
      }
    }
    await finish()
    return operations.map(({ id }) => answers.get(id) ?? rejected(id, 'operation.different'))
  })
}

const receiptsOf = (ids: readonly string[]) => ReplayModel.find({ _id: { $in: ids } }).lean()

/** Does the tube facts of a batch in one transaction with their receipts. */
async function replayTubes(
  run: readonly TubeWork[],
  round: RoundDocument,
  tables: ReadonlyMap<string, TableDocument>,
  actor: Actor,
  answers: Map<string, OperationAnswer>,
) {
  const people = await findRecorded(
    run.flatMap(({ id, fact }): { id: string; who: Recorded; reason?: string }[] => {
      if (fact.kind === 'sampleAtDoor') return [{ id, who: { kind: 'known', residentIds: fact.residentIds } }]
      return fact.kind === 'admit' ? [{ id, who: fact.who, reason: fact.reason }] : []
    }),
    round,
  )
  for (let attempt = 1; ; attempt++) {
    try {
      const { verdicts, touched, visitIds } = await inTransaction((session) =>
        doTubes(run, people, round, tables, actor, session),
      )
      for (const [id, answer] of verdicts) answers.set(id, answer)
      for (const tube of touched) tubesChanged(tube)
      for (const visitId of visitIds) await tellVisit(visitId, actor)
      if (touched.some((tube) => tube.openClaims))
        for (const communityId of round.communityIds) publish.changed('community', String(communityId), 'tubes')
      return
    } catch (error) {
      // Somebody admitted one of these people, or opened one of these tubes, in the meantime: look again.
      if (!duplicateKey(error) || attempt === attempts) throw error
    }
  }
}

async function doTubes(
  run: readonly TubeWork[],
  people: ReadonlyMap<string, Claimant[]>,
  round: RoundDocument,
  tables: ReadonlyMap<string, TableDocument>,
  actor: Actor,
  session: ClientSession,
) {
  const visits = await visitsById(
    run.flatMap(({ fact }) => (fact.kind === 'sampleAtDoor' ? fact.visitId : [])),
    session,
  )
  const takenOut = run.flatMap(({ fact }) => (fact.kind === 'removeCarried' ? fact.residentId : []))
  for (const visit of await visitsOf(round._id, takenOut, session)) visits.set(String(visit._id), visit)
  const everybody = [
    ...[...people.values()].flat().flatMap((one) => ('person' in one ? [one.person.residentId] : [])),
    ...[...visits.values()].flatMap((visit) => visit.people.map(({ residentId }) => residentId)),
  ]
  const carriers = new Map<string, Types.ObjectId[]>()
  for (const { fact, recorder } of run)
    if (!isTableFact(fact) && !carriers.has(recorder.id))
      carriers.set(recorder.id, await carriersOf(round._id, recorder.id))
  const tableIds = [...new Set(run.flatMap(({ fact }) => (isTableFact(fact) ? fact.tableId : [])))]
  const tubes = await native(TubeModel)
    .find(
      {
        $or: [
          { barcode: { $in: [...new Set(run.map(({ fact }) => fact.barcode))] } },
          { tableId: { $in: tableIds.map(oid) }, state: 'open' },
          { roundId: round._id, state: 'open', carriers: { $in: [...carriers.values()].flat() } },
          { 'operations.id': { $in: run.map(({ id }) => id) } },
        ],
      },
      { session },
    )
    .toArray()
  const pools = everybody.length
    ? await native(TubeModel)
        .find({ roundId: round._id, live: true, single: false, 'people.residentId': { $in: everybody } }, { session })
        .toArray()
    : []
  const all = [...new Map([...tubes, ...pools].map((tube) => [String(tube._id), tube as TubeDocument])).values()]
  const online = new Map(all.flatMap((tube) => tube.operations.map(({ id, accountId }) => [id, accountId])))
  const rack = new TubeFacts(round, tables, all, visits, carriers)
  const verdicts = new Map<string, OperationAnswer>()
  const receipts: ReplayDocument[] = []
  for (const taken of run) {
    if (online.get(taken.id) === taken.recorder.id) {
      verdicts.set(taken.id, duplicate(taken.id, 'applied'))
      continue
    }
    const verdict = rack.do(taken.fact, taken, people.get(taken.id) ?? [])
    const receipt = receiptOf(taken, verdict, round, actor)
    receipts.push(receipt)
    verdicts.set(taken.id, answerOf(receipt))
    if (taken.fact.kind === 'sampleAtDoor') await markDoor(taken.fact, taken, { visits, rack, session })
    if (taken.fact.kind === 'removeCarried' && verdict.outcome === 'applied')
      await unmarkDoor(taken.fact, taken, { visits, session })
  }
  const touched = [...rack.touched]
  if (touched.length)
    await native(TubeModel).bulkWrite(
      touched.map((tube) =>
        rack.fresh.has(tube)
          ? { insertOne: { document: tube } }
          : { replaceOne: { filter: { _id: tube._id }, replacement: tube } },
      ),
      { session },
    )
  if (receipts.length) await native(ReplayModel).insertMany(receipts, { session })
  return { verdicts, touched, visitIds: [...visits.keys()] }
}

async function replayOther(
  taken: Taken,
  fact: Exclude<Taken['fact'], TubeFact>,
  round: RoundDocument,
  actor: Actor,
): Promise<OperationAnswer> {
  const receipt = receiptOf(taken, await doOther(fact, taken, String(round._id)), round, actor)
  await ReplayModel.updateOne({ _id: taken.id }, { $setOnInsert: receipt }, { upsert: true })
  return answerOf(receipt)
}

const receiptOf = (taken: Taken, verdict: Verdict, round: RoundDocument, actor: Actor): ReplayDocument => ({
  _id: taken.id,
  roundId: round._id,
  recorderId: taken.recorder.id,
  senderId: actor.account.id,
  kind: taken.fact.kind,
  fingerprint: taken.fingerprint,
  recordedAt: taken.recordedAt,
  receivedAt: present(),
  outcome: verdict.outcome,
  why: verdict.why,
  whoId: verdict.whoId,
  claimIds: verdict.claims.map((claim) => claim._id),
  late: taken.late,
  labels: labelsOf(taken.fact),
  open: verdict.outcome !== 'applied' && !verdict.claims.length,
  settled: null,
})

const answerOf = (receipt: ReplayDocument): OperationAnswer => ({
  id: receipt._id,
  outcome: receipt.outcome,
  first: null,
  why: receipt.why,
  who: receipt.whoId,
  claims: receipt.claimIds.length,
  late: receipt.late,
})

const bare = { first: null, why: null, who: null, claims: 0, late: false }
const duplicate = (id: string, first: 'applied'): OperationAnswer => ({ ...bare, id, outcome: 'duplicate', first })
const rejected = (id: string, code: RefusalCode): OperationAnswer => ({
  ...bare,
  id,
  outcome: 'rejected',
  why: { code, details: {} },
})

/** The answer to what was handed in before: what it was answered then; another content under its id is refused. */
const again = (receipt: ReplayDocument, fingerprint: string): OperationAnswer =>
  receipt.fingerprint === fingerprint
    ? { ...answerOf(receipt), outcome: 'duplicate', first: receipt.outcome }
    : rejected(receipt._id, 'operation.different')

async function named(answers: readonly OperationAnswer[]): Promise<OperationAnswer[]> {
  const ids = [...new Set(answers.flatMap(({ who }) => who ?? []))]
  const names = ids.length ? await namesOf(ids.map(oid)) : new Map<string, string>()
  return answers.map((answer) => ({ ...answer, who: answer.who && (names.get(answer.who) ?? '') }))
}
