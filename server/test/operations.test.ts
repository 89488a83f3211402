import { createHmac, randomUUID } from 'node:crypto'
import { setConsent } from '@loumen/shared/accounts/api'
import { consentVersions } from '@loumen/shared/accounts/consent'
import { listBoxes } from '@loumen/shared/boxes/api'
import { readOverview } from '@loumen/shared/coverage/api'
import {
  handInSealed,
  listOpenOperations,
  readPack,
  replayOperations,
  settleOperation,
} from '@loumen/shared/operations/api'
import { operationText } from '@loumen/shared/operations/rules'
import type { Fact, RecordedOperation } from '@loumen/shared/operations/schema'
import { uploadResults } from '@loumen/shared/results/api'
import { myTickets } from '@loumen/shared/tickets/api'
import { admit, openTube, readDesk } from '@loumen/shared/tubes/api'
import { decideTubeClaims, listTubeClaims } from '@loumen/shared/tubes/claims'
import { listVisits } from '@loumen/shared/visits/api'
import nacl from 'tweetnacl'
import { oid } from '../src/base/db'
import { demoHouseholds } from '../src/demo/people'
import { journalKey } from '../src/operations/intake'
import { ResidentModel } from '../src/roster/model'
import { findByDocument } from '../src/roster/queries'
import { desk, householder, nth, type Player, resident, type Scene, scene, staff } from './cast'
import { atOnce, refusal, startHouse, type TestHouse } from './house'

let house: TestHouse
let day: Scene
let registrar: Player
let sampler: Player
let tableId: string
let minute = 0
let labels = 0

const ordinary = demoHouseholds().filter(({ note }) => !note.includes('居家健康监测'))
const documents = ordinary.flatMap(({ people }) => people.map(({ document }) => document))

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  ;({ registrar, sampler } = await desk(house, day))
  tableId = nth(day.tableIds, 0)
})
afterAll(() => house.close())

const barcode = () => `OFFLINE-${1000 + ++labels}`

/** What a phone recorded, minute by minute. */
const record = (recorder: Player, fact: Fact, more: Partial<RecordedOperation> = {}): RecordedOperation => ({
  id: randomUUID(),
  recordedAt: new Date(Date.now() - 3_600_000 + ++minute * 1000).toISOString(),
  recorderId: recorder.id,
  fact,
  ...more,
})
const replay = async (operations: RecordedOperation[], as = registrar, roundId = day.round.id) =>
  (await as.call(replayOperations, { roundId, operations })).answers
const outcomes = (answers: { outcome: string }[]) => answers.map(({ outcome }) => outcome)
const scanned = (label: string, number: string, table = tableId) =>
  record(registrar, { kind: 'admit', tableId: table, barcode: label, who: { kind: 'document', number } })
const opened = (label: string, table = tableId) =>
  record(registrar, { kind: 'openTube', tableId: table, barcode: label })
const closed = (label: string, count: number, table = tableId) =>
  record(sampler, { kind: 'closeTube', tableId: table, barcode: label, count })
const claimsOf = async (label: string) =>
  (await day.lead.call(listTubeClaims, { roundId: day.round.id })).claims.filter((one) => one.barcode === label)
const tubeOf = async (label: string) => {
  const { open, closed: tubes } = await registrar.call(readDesk, { tableId })
  return [...tubes, ...(open ? [open] : [])].find((tube) => tube.barcode === label)
}

describe('a table that worked without a network', () => {
  it('hands in its tube in order, at the times of recording, and once however often it is sent', async () => {
    const label = barcode()
    const work = [opened(label), ...documents.slice(0, 3).map((number) => scanned(label, number))]
    const [first] = work
    expect(outcomes(await replay(work))).toEqual(['applied', 'applied', 'applied', 'applied'])
    const again = await replay(work)
    expect(again.map(({ outcome, first: before }) => [outcome, before])).toEqual(
      work.map(() => ['duplicate', 'applied']),
    )
    const close = closed(label, 3)
    expect(outcomes(await replay([close], sampler))).toEqual(['applied'])
    const tube = await tubeOf(label)
    expect(tube).toMatchObject({ state: 'closed', openedAt: first?.recordedAt, closedAt: close.recordedAt })
    expect(tube?.people.map(({ admittedAt }) => admittedAt)).toEqual(work.slice(1).map((one) => one.recordedAt))
  })

  it('answers a duplicate when the command had arrived before its answer was lost', async () => {
    const label = barcode()
    const tube = await registrar.call(openTube, { tableId, barcode: label })
    const operationId = randomUUID()
    const scan = { kind: 'document' as const, number: nth(documents, 4) }
    await registrar.call(admit, { tubeId: tube.id, scan, reason: '补检' }, { operationId })
    expect(outcomes(await replay([{ ...scanned(label, scan.number), id: operationId }]))).toEqual(['duplicate'])
    expect((await tubeOf(label))?.people).toHaveLength(1)
    await replay([closed(label, 1)], sampler)
  })

  it('takes people out, voids, and says who did what a record collides with', async () => {
    const label = barcode()
    const person = nth(await findByDocument([oid(day.communityId)], nth(documents, 5)), 0)
    const residentId = String(person._id)
    const answers = await replay([
      opened(label),
      scanned(label, nth(documents, 5)),
      record(registrar, { kind: 'removePerson', tableId, barcode: label, residentId, reason: 'failedSwab' }),
      record(registrar, { kind: 'removePerson', tableId, barcode: label, residentId, reason: 'failedSwab' }),
    ])
    expect(outcomes(answers)).toEqual(['applied', 'applied', 'applied', 'conflict'])
    expect(answers[3]).toMatchObject({ why: { code: 'person.notInTube' }, who: 'registrar' })
    const void_ = record(sampler, { kind: 'voidTube', tableId, barcode: label, reason: '管破损' })
    expect(outcomes(await replay([void_], sampler))).toEqual(['applied'])
  })
})

describe('a fact that breaks a rule', () => {
  it('becomes a claim: the eleventh person, a second tube, an unknown tube, somebody whom nobody knows', async () => {
    const [full, second, unknown] = [barcode(), barcode(), barcode()]
    const eleven = documents.slice(6, 17)
    const answers = await replay([
      opened(full),
      ...eleven.map((number) => scanned(full, number)),
      opened(second),
      scanned(second, nth(eleven, 0)),
      scanned(unknown, nth(documents, 18)),
      record(registrar, {
        kind: 'admit',
        tableId,
        barcode: second,
        who: { kind: 'said', name: '过路人', last4: '0001' },
      }),
    ])
    expect(answers.filter(({ outcome }) => outcome === 'conflict').map(({ why }) => why?.code)).toEqual([
      'tube.full',
      'person.inTube',
      'tube.unknown',
      'scan.unknown',
    ])
    expect((await claimsOf(full)).map(({ why }) => why.code)).toEqual(['tube.full'])
    expect((await claimsOf(second)).map(({ why, name }) => [why.code, name])).toEqual([
      ['person.inTube', expect.any(String)],
      ['scan.unknown', '过路人'],
    ])
    const overview = await day.lead.call(readOverview, { roundId: day.round.id })
    expect(overview.alarms.find(({ kind }) => kind === 'tubeClaims')?.count).toBeGreaterThanOrEqual(4)
  })

  it('becomes a newcomer with a ticket when they are on no list, and counts as sampled', async () => {
    const label = barcode()
    const before = await day.lead.call(readOverview, { roundId: day.round.id })
    const work = [
      opened(label),
      record(registrar, { kind: 'admit', tableId, barcode: label, who: { kind: 'said', name: '钱新来', door: '909' } }),
      closed(label, 1),
    ]
    await replay(work.slice(0, 2))
    await replay(work.slice(2), sampler)
    const [claim] = await claimsOf(label)
    const decide = (walkIn?: object) =>
      day.lead.call(decideTubeClaims, {
        tubeId: claim?.tubeId ?? '',
        claimIds: [claim?.id ?? ''],
        decision: 'member',
        reason: '社区已核实',
        ...(walkIn ? { walkIn: walkIn as never } : {}),
      })
    expect(await refusal(decide())).toBe('claim.who')
    const newcomer = { name: '钱新来', home: { kind: 'elsewhere', address: '和平路九号' }, tags: [] }
    expect(await atOnce(decide(newcomer), decide(newcomer))).toEqual(['claim.state', 'done'])
    const [decided] = await claimsOf(label)
    expect(decided).toMatchObject({ decision: { kind: 'member' }, residentId: expect.any(String) })
    expect((await tubeOf(label))?.people.map(({ name }) => name)).toEqual(['钱新来'])
    const after = await day.lead.call(readOverview, { roundId: day.round.id })
    expect(after.figures.expected - before.figures.expected).toBe(1)
  })

  it('is decided by a named person: a member joins the tube, a mistake does not, a re-sampling makes a visit', async () => {
    const waiting = (await day.lead.call(listTubeClaims, { roundId: day.round.id })).claims
    const by = (code: string) =>
      nth(
        waiting.filter((one) => one.why.code === code && !one.decision),
        0,
      )
    const decide = (code: string, decision: 'member' | 'mistake' | 'resample', scan?: { document: string }) =>
      day.lead.call(decideTubeClaims, {
        tubeId: by(code).tubeId,
        claimIds: [by(code).id],
        decision,
        reason: '当面核对过',
        ...(scan ? { scan: { kind: 'document', number: scan.document } } : {}),
      })
    expect(await refusal(decide('scan.unknown', 'member'))).toBe('claim.who')
    await decide('scan.unknown', 'member', { document: nth(documents, 19) })
    await decide('tube.full', 'member')
    expect(await refusal(decide('person.inTube', 'member'))).toBe('person.inTube')
    await decide('person.inTube', 'mistake')
    await decide('tube.unknown', 'resample')
    const after = (await day.lead.call(listTubeClaims, { roundId: day.round.id })).claims
    expect(after.every(({ decision }) => decision?.by === 'communityLead')).toBe(true)
    const full = nth(
      after.filter(({ why }) => why.code === 'tube.full'),
      0,
    )
    expect((await tubeOf(full.barcode))?.people).toHaveLength(11)
    const again = { tubeId: full.tubeId, claimIds: [full.id], decision: 'mistake' as const, reason: '再想想' }
    expect(await refusal(day.lead.call(decideTubeClaims, again))).toBe('claim.state')
    expect(await refusal(registrar.call(decideTubeClaims, again))).toBe('auth.forbidden')
    const { visits } = await day.lead.call(listVisits, { roundId: day.round.id })
    expect(visits).toHaveLength(1)
  })

  it('keeps a negative from its claimant until it is decided', async () => {
    const [mine, other] = [barcode(), barcode()]
    const home = await householder(
      house,
      day,
      demoHouseholds().findIndex(
        ({ door, people }) =>
          door === nth(ordinary, 20).door && nth(people, 0).document === nth(nth(ordinary, 20).people, 0).document,
      ),
    )
    const { name, document } = nth(home.household.people, 0)
    const own = async () => {
      const { rounds } = await home.call(myTickets, {})
      return rounds.flatMap(({ tickets }) => tickets).find((ticket) => ticket.name === name)?.result
    }
    await replay([opened(mine), scanned(mine, document)])
    await replay([closed(mine, 1)], sampler)
    await replay([opened(other), scanned(other, document)])
    const file = { name: 'a.csv', content: Buffer.from(`条码,结果\n${mine},阴性\n`).toString('base64') }
    await day.lead.call(uploadResults, { roundId: day.round.id, file })
    expect(await own()).toBe('pending')
    const claim = nth(await claimsOf(other), 0)
    const { tubeId, id } = claim
    await day.lead.call(decideTubeClaims, { tubeId, claimIds: [id], decision: 'mistake', reason: '扫了两遍' })
    expect(await own()).toBe('negative')
  })

  it('never loses a tube that was closed with another count: a person looks at it', async () => {
    const label = barcode()
    await replay([opened(label), scanned(label, nth(documents, 30))])
    const [answer] = await replay([closed(label, 2)], sampler)
    expect(answer).toMatchObject({ outcome: 'conflict', why: { code: 'tube.countDiffers', details: { count: 1 } } })
    expect((await tubeOf(label))?.state).toBe('closed')
    const open = (await day.lead.call(listOpenOperations, { roundId: day.round.id })).operations
    const operationId = nth(
      open.filter(({ labels: names }) => names.includes(label)),
      0,
    ).id
    const settle = () =>
      day.lead.call(settleOperation, { roundId: day.round.id, operationId, note: '多数了一位，已核对' })
    expect((await settle()).operations.map(({ id }) => id)).not.toContain(operationId)
    expect(await refusal(settle())).toBe('operation.settled')
  })
})

describe('who hands in', () => {
  it('another phone only with the recorder’s signature, and under the recorder’s name', async () => {
    const label = barcode()
    const plain = opened(label)
    const colleague = await staff(house, 'registrar', day.siteId)
    expect(await refusal(replay([plain], colleague))).toBe('auth.forbidden')
    const signature = createHmac('sha512', journalKey(registrar.id, day.round.id))
      .update(operationText(plain))
      .digest('base64url')
    const changed = { ...plain, signature, recordedAt: new Date().toISOString() }
    expect(await refusal(replay([changed], colleague))).toBe('auth.forbidden')
    expect(outcomes(await replay([{ ...plain, signature }], colleague))).toEqual(['applied'])
    const { operations } = await day.lead.call(listOpenOperations, { roundId: day.round.id })
    expect(operations.every(({ recorder }) => recorder !== '')).toBe(true)
    await replay([closed(label, 0)], sampler)
  })

  it('what is sealed for the house: passed on unread, once, and by its recorder’s signature alone', async () => {
    const label = barcode()
    const { pack } = await registrar.call(readPack, { siteId: day.siteId })
    const own = nacl.box.keyPair()
    const seal = (records: RecordedOperation[], roundId = day.round.id) => {
      const theirs = Buffer.from(pack?.sealKey ?? '', 'base64url')
      const nonce = nacl.hash(Buffer.concat([own.publicKey, theirs])).subarray(0, 24)
      const cipher = nacl.box(Buffer.from(JSON.stringify(records)), nonce, theirs, own.secretKey)
      const parts = [own.publicKey, cipher].map((part) => Buffer.from(part).toString('base64url'))
      return ['LMS1', roundId, records.length, ...parts].join('.')
    }
    const signed = (plain: RecordedOperation) => ({
      ...plain,
      signature: createHmac('sha512', pack?.journalKey ?? '')
        .update(operationText(plain))
        .digest('base64url'),
    })
    const colleague = await staff(house, 'volunteer', day.communityId)
    const hand = (sealed: string, who = colleague) => who.call(handInSealed, { roundId: day.round.id, sealed })
    // A record under the colleague's own name that nobody signed is not theirs just because they carry it.
    const sealed = seal([signed(opened(label)), { ...opened(barcode()), recorderId: colleague.id }])
    expect(await hand(sealed)).toEqual({ applied: 1, duplicate: 0, conflict: 0, rejected: 1 })
    expect(await hand(sealed)).toEqual({ applied: 0, duplicate: 1, conflict: 0, rejected: 1 })
    const [one, two] = [signed(opened(barcode())), signed(opened(barcode()))]
    expect(await atOnce(hand(seal([one])), hand(seal([one, two])))).toEqual(['done', 'done'])

    const broken = `${sealed.slice(0, -4)}AAAA`
    const other = seal([signed(opened(barcode()))], 'f'.repeat(24))
    for (const text of [broken, other, sealed.replace('.2.', '.2.A')])
      expect(await refusal(hand(text))).toMatch(/records.unreadable|input.invalid/)
    expect(await refusal(hand('LMS1.x'))).toBe('input.invalid')
    const elsewhere = await scene(house)
    expect(await refusal(hand(sealed, await staff(house, 'registrar', elsewhere.siteId)))).toBe('auth.forbidden')
    await replay([closed(label, 0)], sampler)
  })

  it('nobody of another site, and no other content under a known id', async () => {
    const label = barcode()
    const elsewhere = await scene(house)
    const stranger = await staff(house, 'registrar', elsewhere.siteId)
    const one = { ...opened(label), recorderId: stranger.id }
    expect(await refusal(replay([one], stranger))).toBe('auth.forbidden')
    const right = opened(label)
    await replay([right])
    const [answer] = await replay([{ ...right, fact: { ...(right.fact as object), barcode: barcode() } }])
    expect(answer).toMatchObject({ outcome: 'rejected', why: { code: 'operation.different' } })
    await replay([closed(label, 0)], sampler)
  })

  it('nobody takes an id away by using it first for something of their own', async () => {
    const label = barcode()
    const [first, second] = [opened(label), scanned(label, nth(documents, 70))]
    const stranger = await resident(house, '13712340001')
    const consent = { kind: 'healthData' as const, given: true, version: consentVersions.healthData }
    for (const { id } of [first, second]) await stranger.call(setConsent, consent, { operationId: id })
    expect(outcomes(await replay([first, second]))).toEqual(['applied', 'applied'])
    await replay([closed(label, 1)], sampler)
    expect((await tubeOf(label))?.people).toHaveLength(1)
  })

  it('is told what nobody understands, and the rest is done', async () => {
    const label = barcode()
    const answers = await replay([record(registrar, { kind: 'dance' } as unknown as Fact), opened(label)])
    expect(answers).toMatchObject([{ outcome: 'rejected', why: { code: 'input.invalid' } }, { outcome: 'applied' }])
    await replay([closed(label, 0)], sampler)
  })

  it('two phones at once: the same people are in one tube each, and claims of the other', async () => {
    const [left, right] = [barcode(), barcode()]
    const people = documents.slice(60, 66)
    const other = nth(day.tableIds, 1)
    const ends = await atOnce(
      replay([opened(left), ...people.map((number) => scanned(left, number))]),
      replay([opened(right, other), ...people.map((number) => scanned(right, number, other))]),
    )
    expect(ends).toEqual(['done', 'done'])
    const claims = [...(await claimsOf(left)), ...(await claimsOf(right))]
    expect(claims.map(({ why }) => why.code)).toEqual(people.map(() => 'person.inTube'))
    expect(new Set(claims.map(({ residentId }) => residentId)).size).toBe(people.length)
    expect(await ResidentModel.countDocuments({ _id: { $in: claims.map(({ residentId }) => residentId) } })).toBe(
      people.length,
    )
  })
})

it('hands in boxes at their own times, and a label that is unknown is for a person', async () => {
  const label = barcode()
  await replay([opened(label), scanned(label, nth(documents, 50))])
  await replay([closed(label, 1)], sampler)
  const keeper = await staff(house, 'siteKeeper', day.siteId)
  const open = record(keeper, { kind: 'openBox', siteId: day.siteId, code: 'BOX-OFF-1' })
  const answers = await replay(
    [
      open,
      record(keeper, { kind: 'packTube', code: 'BOX-OFF-1', barcode: label }),
      record(keeper, { kind: 'packTube', code: 'BOX-OFF-9', barcode: label }),
      record(keeper, {
        kind: 'sealBox',
        code: 'BOX-OFF-1',
        number: 'SEAL-OFF-1',
        counted: 1,
        differences: [],
        witness: '李护士',
      }),
    ],
    keeper,
  )
  expect(answers.map(({ outcome, why }) => why?.code ?? outcome)).toEqual([
    'applied',
    'applied',
    'box.unknown',
    'applied',
  ])
  const { boxes } = await keeper.call(listBoxes, { roundId: day.round.id })
  expect(boxes).toMatchObject([{ code: 'BOX-OFF-1', state: 'sealed', openedAt: open.recordedAt }])
})
