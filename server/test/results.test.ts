import { readOverview } from '@loumen/shared/coverage/api'
import { rooms } from '@loumen/shared/events'
import { listRecalls, readRecall } from '@loumen/shared/incidents/api'
import { correctResult, listResults, listUploads, uploadResults } from '@loumen/shared/results/api'
import { myTickets, register } from '@loumen/shared/tickets/api'
import { admit, openTube, voidTube } from '@loumen/shared/tubes/api'
import { makeVisit, sampleAtDoor, startVisit } from '@loumen/shared/visits/api'
import { oid } from '../src/base/db'
import { demoHouseholds } from '../src/demo/people'
import { TubeModel } from '../src/tubes/model'
import { desk, householder, nth, type Player, pool, resident, type Scene, scene, staff } from './cast'
import { heard, refusal, refused, startHouse, type TestHouse, until } from './house'

let house: TestHouse
let day: Scene
let at: Awaited<ReturnType<typeof desk>>
let lab: Player
let tubes = 0
const barcode = () => `LAB-${String(++tubes).padStart(4, '0')}`
const households = demoHouseholds()
/** Places of households whose people can be called down; none is used twice. */
const free = households.flatMap(({ note }, i) => (note.includes('居家健康监测') ? [] : [i]))
const take = () => {
  const place = free.shift()
  if (place === undefined) throw new Error('every household has been used')
  return { place, documents: nth(households, place).people.map(({ document }) => document) }
}
const documents = (count: number) => {
  const people: string[] = []
  while (people.length < count) people.push(...take().documents)
  return people.slice(0, count)
}
const table = () => nth(day.tableIds, 0)
const attach = (content: string | Buffer) => ({
  name: 'results.csv',
  content: Buffer.from(content).toString('base64'),
})
const upload = (rows: string, who: Player = lab, roundId = day.round.id) =>
  who.call(uploadResults, { roundId, file: attach(`条码,结果,方法,检测机构,检测时间\n${rows}`) })
const said = (code: string, outcome: string) => `${code},${outcome},PCR,市一院,2026-11-21 14:05`
const ticketsOf = async (who: Player) =>
  nth(
    (await who.call(myTickets, {})).rounds.filter(({ roundId }) => roundId === day.round.id),
    0,
  )
const figures = async () => (await day.lead.call(readOverview, { roundId: day.round.id })).figures

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  at = await desk(house, day)
  lab = await staff(house, 'lab', day.communityId)
})
afterAll(() => house.close())

describe('a result', () => {
  it('reaches the phones of its people live, and the same file again changes nothing', async () => {
    const { place, documents: own } = take()
    const home = await householder(house, day, place)
    const tube = await pool(at, table(), barcode(), own)
    expect((await ticketsOf(home)).tickets.map(({ result }) => result)).toEqual(own.map(() => 'pending'))
    const socket = await house.socket({ token: home.token })
    await socket.emitWithAck('watch', rooms.resident(home.id))
    const told = heard(socket, 'changed', ({ what }) => what === 'results')
    expect(await upload(said(tube.barcode, '阴性'))).toMatchObject({ applied: 1, same: 0, waiting: 0, refused: 0 })
    await told
    expect((await ticketsOf(home)).tickets).toMatchObject(
      own.map(() => ({ result: 'negative', lab: '市一院', method: 'PCR', testedAt: '2026-11-21T06:05:00.000Z' })),
    )
    const before = await TubeModel.findById(oid(tube.id)).lean()
    expect(await upload(said(tube.barcode, 'Negative'))).toMatchObject({ applied: 0, same: 1 })
    expect(await TubeModel.findById(oid(tube.id)).lean()).toEqual(before)
    expect(JSON.stringify(before)).not.toContain('negative')
  })

  it('comes from files in GB18030 and with English headers, too', async () => {
    const [one, two] = [
      await pool(at, table(), barcode(), documents(1)),
      await pool(at, table(), barcode(), documents(1)),
    ]
    const header = Buffer.from([0xcc, 0xf5, 0xc2, 0xeb, 0x2c, 0xbd, 0xe1, 0xb9, 0xfb, 0x0a])
    const negative = Buffer.from([0xd2, 0xf5, 0xd0, 0xd4])
    const chinese = Buffer.concat([header, Buffer.from(`${one.barcode},`), negative])
    const ask = (content: string | Buffer) => lab.call(uploadResults, { roundId: day.round.id, file: attach(content) })
    expect((await ask(chinese)).rows).toMatchObject([{ row: 2, verdict: 'applied' }])
    expect((await ask(`barcode;result\n${two.barcode};NEG`)).rows).toMatchObject([{ row: 2, verdict: 'applied' }])
  })

  it('gets a verdict in every row, and what is not understood is never guessed', async () => {
    const tube = await pool(at, table(), barcode(), documents(1))
    const gone = await at.registrar.call(openTube, { tableId: table(), barcode: barcode() })
    await at.sampler.call(voidTube, { tubeId: gone.id, reason: '破损' })
    const rows = [
      said(tube.barcode, '大概阴性'),
      said('管', '阴性'),
      `${tube.barcode},阴性,PCR,市一院,昨天`,
      said(gone.barcode, '阴性'),
      said(tube.barcode, '阴性'),
    ]
    expect((await upload(rows.join('\n'))).rows.map(({ row, verdict }) => `${row} ${verdict}`)).toEqual([
      '2 invalid',
      '3 invalid',
      '4 invalid',
      '5 notClosed',
      '6 applied',
    ])
  })

  it('of a tube that the file contradicts is not taken, whichever row comes first', async () => {
    const tube = await pool(at, table(), barcode(), documents(1))
    const rows = [said(tube.barcode, '阴性'), said(barcode(), '阴性'), said(tube.barcode, '阳性')]
    const report = await upload(rows.join('\n'))
    expect(report.rows.map(({ verdict }) => verdict)).toEqual(['contradicted', 'waiting', 'contradicted'])
    expect(report).toMatchObject({ applied: 0, waiting: 1, refused: 2 })
    expect((await TubeModel.findById(oid(tube.id)).lean())?.outcome).toBeNull()
    expect(await upload(said(tube.barcode, '阴性'))).toMatchObject({ applied: 1 })
  })

  it('of a file without barcodes and results is refused, and says what is missing', async () => {
    for (const content of ['', '姓名,电话\n王芳,1', '阴性'])
      expect(await refused(lab.call(uploadResults, { roundId: day.round.id, file: attach(content) }))).toMatchObject({
        status: 400,
        code: 'upload.unreadable',
      })
  })

  it('that comes before its tube waits, and applies when the tube closes', async () => {
    const { place, documents: own } = take()
    const home = await householder(house, day, place)
    const [unknown, open] = [barcode(), barcode()]
    expect((await upload(said(unknown, '阴性'))).rows).toMatchObject([{ verdict: 'waiting' }])
    const alarms = async () => (await day.lead.call(readOverview, { roundId: day.round.id })).alarms
    await until(alarms, (all) => all.some(({ kind }) => kind === 'waitingResults'))
    await pool(at, table(), unknown, own)
    await until(
      () => ticketsOf(home),
      ({ tickets }) => tickets.every(({ result }) => result === 'negative'),
    )
    const [document] = documents(1)
    const tube = await at.registrar.call(openTube, { tableId: table(), barcode: open })
    await at.registrar.call(admit, {
      tubeId: tube.id,
      scan: { kind: 'document', number: document ?? '' },
      reason: '补检',
    })
    expect((await upload(said(open, '阴性'))).rows).toMatchObject([{ verdict: 'waiting' }])
    await at.sampler.call(voidTube, { tubeId: tube.id, reason: '破损' })
  })

  it('that waits is not replaced: another outcome needs a reason', async () => {
    const unknown = barcode()
    expect((await upload(said(unknown, '阳性'))).rows).toMatchObject([{ verdict: 'waiting' }])
    expect((await upload(said(unknown, '阴性'))).rows).toMatchObject([{ verdict: 'needsReason' }])
    expect((await upload(said(unknown, '阳性'))).rows).toMatchObject([{ verdict: 'waiting' }])
    await pool(at, table(), unknown, take().documents)
    const outcome = async () =>
      (await lab.call(listResults, { roundId: day.round.id })).tubes.find((tube) => tube.barcode === unknown)?.outcome
    await until(outcome, (now) => now === 'positive')
  })

  it('that waits in one round is out of reach of the laboratories of another', async () => {
    const other = await scene(house)
    const theirs = await staff(house, 'lab', other.communityId)
    const unknown = barcode()
    expect((await upload(said(unknown, '阳性'))).rows).toMatchObject([{ verdict: 'waiting' }])
    expect((await upload(said(unknown, '阴性'), theirs, other.round.id)).rows).toMatchObject([{ verdict: 'waiting' }])
    await pool(at, table(), unknown, take().documents)
    const outcome = async () =>
      (await lab.call(listResults, { roundId: day.round.id })).tubes.find((tube) => tube.barcode === unknown)?.outcome
    await until(outcome, (now) => now === 'positive')
  })

  it('for a tube of another round is refused and changes nothing', async () => {
    const other = await scene(house)
    const tube = await pool(at, table(), barcode(), documents(1))
    expect((await upload(said(tube.barcode, '阳性'), other.lead, other.round.id)).rows).toMatchObject([
      { verdict: 'otherRound' },
    ])
    expect(await TubeModel.findById(oid(tube.id)).lean()).toMatchObject({ state: 'closed', outcome: null })
  })

  it('uploaded by two at once is applied once; of two that differ one needs a reason', async () => {
    const [one, two] = [
      await pool(at, table(), barcode(), documents(1)),
      await pool(at, table(), barcode(), documents(1)),
    ]
    const verdicts = async (...uploads: ReturnType<typeof upload>[]) =>
      (await Promise.all(uploads)).map(({ rows }) => rows[0]?.verdict).sort()
    expect(await verdicts(upload(said(one.barcode, '阴性')), upload(said(one.barcode, '阴性'), day.lead))).toEqual([
      'applied',
      'same',
    ])
    const differ = [upload(said(two.barcode, '阴性')), upload(said(two.barcode, '不足'), day.lead)]
    expect(await verdicts(...differ)).toEqual(['applied', 'needsReason'])
  })

  it('is uploaded and read by the laboratory and the leads of the place only', async () => {
    const elsewhere = await staff(house, 'lab', (await scene(house)).communityId)
    const tube = await pool(at, table(), barcode(), documents(1))
    for (const stranger of [elsewhere, at.registrar, at.sampler, await resident(house, '19900000001')]) {
      expect(await refusal(upload(said(tube.barcode, '阴性'), stranger))).toBe('auth.forbidden')
      expect(await refusal(stranger.call(listResults, { roundId: day.round.id }))).toBe('auth.forbidden')
      expect(await refusal(stranger.call(listUploads, { roundId: day.round.id }))).toBe('auth.forbidden')
      expect(await refusal(stranger.call(listRecalls, { roundId: day.round.id }))).toBe('auth.forbidden')
      const correction = { tubeId: tube.id, outcome: 'negative' as const, reason: '笔误' }
      expect(await refusal(stranger.call(correctResult, correction))).toBe('auth.forbidden')
    }
    expect(await refusal(lab.call(listRecalls, { roundId: day.round.id }))).toBe('auth.forbidden')
    const listed = (await lab.call(listResults, { roundId: day.round.id })).tubes.find(
      ({ tubeId }) => tubeId === tube.id,
    )
    expect(listed).toMatchObject({ barcode: tube.barcode, people: 1, outcome: null })
  })

  it('sent twice as one operation is one upload', async () => {
    const tube = await pool(at, table(), barcode(), documents(1))
    const input = { roundId: day.round.id, file: attach(`条码,结果\n${tube.barcode},阴性`) }
    const operationId = 'one-upload-and-not-two'
    const first = await lab.call(uploadResults, input, { operationId })
    expect(await lab.call(uploadResults, input, { operationId })).toEqual(first)
    const { uploads } = await lab.call(listUploads, { roundId: day.round.id })
    expect(uploads.filter(({ id }) => id === first.id)).toHaveLength(1)
  })
})

describe('a correction', () => {
  it('needs a reason: an upload that differs changes nothing, the correction does and keeps the reason sealed', async () => {
    const { place, documents: own } = take()
    const home = await householder(house, day, place)
    const tube = await pool(at, table(), barcode(), own)
    await upload(said(tube.barcode, '阴性'))
    expect((await upload(said(tube.barcode, '阳性'))).rows).toMatchObject([{ verdict: 'needsReason' }])
    expect((await ticketsOf(home)).tickets[0]?.result).toBe('negative')
    const correct = (reason: string) => lab.call(correctResult, { tubeId: tube.id, outcome: 'grey', reason })
    expect(await refusal(correct('  '))).toBe('input.invalid')
    expect(await correct('复核为可疑')).toMatchObject({ outcome: 'grey' })
    const row = await TubeModel.findById(oid(tube.id)).lean()
    expect(row?.history.at(-1)).toMatchObject({ what: 'result.corrected', accountId: lab.id })
    expect(JSON.stringify(row)).not.toContain('复核')
    expect((await ticketsOf(home)).tickets.every(({ result }) => result === 'resampling')).toBe(true)
  })

  it('is refused for a tube that has no result', async () => {
    const tube = await pool(at, table(), barcode(), documents(1))
    expect(
      await refused(lab.call(correctResult, { tubeId: tube.id, outcome: 'negative', reason: '笔误' })),
    ).toMatchObject({ code: 'tube.state', details: { state: 'closed' } })
    expect(
      await refusal(lab.call(correctResult, { tubeId: 'f'.repeat(24), outcome: 'negative', reason: '笔误' })),
    ).toBe('notFound')
  })

  it('of a positive to a negative leaves the recall open: nobody sees a negative before it is decided', async () => {
    const { place, documents: own } = take()
    const home = await householder(house, day, place)
    const tube = await pool(at, table(), barcode(), own)
    await upload(said(tube.barcode, '阳性'))
    await lab.call(correctResult, { tubeId: tube.id, outcome: 'negative', reason: '标签贴错' })
    const own2 = await ticketsOf(home)
    expect(own2.frozen).toBe(true)
    expect(own2.tickets.map(({ result }) => result)).toEqual(own.map(() => 'resampling'))
  })
})

describe('an insufficient tube', () => {
  it('makes its people missing again, who are sampled in another tube', async () => {
    const { place, documents: own } = take()
    const home = await householder(house, day, place)
    const tube = await pool(at, table(), barcode(), own)
    const before = await figures()
    await upload(said(tube.barcode, '标本不足'))
    const after = await figures()
    expect([after.sampled, after.missing]).toEqual([before.sampled - own.length, before.missing + own.length])
    expect((await ticketsOf(home)).tickets.map(({ result }) => result)).toEqual(own.map(() => 'again'))
    await pool(at, table(), barcode(), own)
    expect((await figures()).sampled).toBe(before.sampled)
    expect(
      await refused(lab.call(correctResult, { tubeId: tube.id, outcome: 'negative', reason: '复测合格' })),
    ).toMatchObject({ code: 'person.inTube' })
  })
})

describe('a positive pool of ten', () => {
  it('lists its ten people for re-sampling, and freezes their households everywhere', async () => {
    const places = [take(), take()]
    const homes = await Promise.all(places.map(({ place }) => householder(house, day, place)))
    const first = nth(places, 0).documents
    /** Of the second household one is left out, so that freezing reaches further than the pool. */
    const second = nth(places, 1).documents.slice(0, 1)
    const ten = [...first, ...second, ...documents(10 - first.length - second.length)]
    const tube = await pool(at, table(), barcode(), ten)
    await upload(said(tube.barcode, '阳性'))
    const { recalls } = await day.lead.call(listRecalls, { roundId: day.round.id })
    const { id: recallId } = nth(
      recalls.filter(({ tubeId }) => tubeId === tube.id),
      0,
    )
    const recall = await day.lead.call(readRecall, { recallId })
    expect(recall).toMatchObject({ state: 'open', outcome: 'positive', barcode: tube.barcode, kind: 'pool' })
    expect(
      recall.people
        .filter(({ why }) => why === 'pool')
        .map(({ residentId }) => residentId)
        .sort(),
    ).toEqual(tube.people.map(({ residentId }) => residentId).sort())
    expect(recall.people.filter(({ why }) => why === 'household').length).toBeGreaterThan(0)
    expect(recall.people[0]?.phone).toMatch(/^199\*{4}\d{4}$/)
    for (const home of homes) {
      const { frozen, tickets, householdId, roundId } = await ticketsOf(home)
      expect(frozen).toBe(true)
      expect(tickets.map(({ progress }) => progress)).toEqual(tickets.map(() => 'resampling'))
      expect(tickets.map(({ result }) => result)).not.toContain('negative')
      expect(tickets.map(({ result }) => result)).not.toContain('positive')
      expect(await refusal(day.lead.call(makeVisit, { roundId, householdId, kind: 'help' }))).toBe('household.frozen')
      const { entrances } = await day.lead.call(readOverview, { roundId })
      const window = entrances.flatMap(({ windows }) => windows).find((one) => one.householdId === householdId)
      expect(window?.state).toBe('frozen')
    }
    const left = nth(places, 1).documents[1]
    const next = await at.registrar.call(openTube, { tableId: table(), barcode: barcode() })
    const ask = (number: string) =>
      refusal(at.registrar.call(admit, { tubeId: next.id, scan: { kind: 'document', number }, reason: '补检' }))
    if (left) expect(await ask(left)).toBe('person.frozen')
    expect(await ask(nth(ten, 9))).toBe('person.frozen')
    await at.sampler.call(voidTube, { tubeId: next.id, reason: '收工' })
  })

  it('stops a visit that was under way', async () => {
    const { place, documents: own } = take()
    const home = await householder(house, day, place)
    const { householdId, tickets, roundId } = await ticketsOf(home)
    const visit = await day.lead.call(makeVisit, { roundId, householdId, kind: 'sampling' })
    const sampler = await staff(house, 'sampler', day.communityId)
    await sampler.call(startVisit, { visitId: visit.id })
    const tube = await pool(at, table(), barcode(), own.slice(0, 1))
    await upload(said(tube.barcode, '单靶标'))
    const rest = tickets.map(({ residentId }) => residentId)
    expect(
      await refusal(sampler.call(sampleAtDoor, { visitId: visit.id, barcode: barcode(), residentIds: rest })),
    ).toBe('person.frozen')
  })
})

it('somebody who was excused and came all the same counts as sampled', async () => {
  const { place, documents: own } = take()
  const home = await householder(house, day, place)
  const { householdId, tickets, roundId } = await ticketsOf(home)
  const answers = tickets.map(({ residentId }) => ({ residentId, kind: 'excused' as const, reason: 'away' as const }))
  await home.call(register, { roundId, householdId, answers })
  expect((await ticketsOf(home)).tickets.map(({ progress }) => progress)).toEqual(own.map(() => 'excused'))
  await pool(at, table(), barcode(), own)
  expect((await ticketsOf(home)).tickets.map(({ progress }) => progress)).toEqual(own.map(() => 'sampled'))
})
