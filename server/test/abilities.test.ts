import { createLabKey } from '@loumen/shared/accounts/keys'
import { openBox } from '@loumen/shared/boxes/api'
import { callEntrance, grantCall } from '@loumen/shared/calls/api'
import { createCommunity, drawGrid } from '@loumen/shared/community/api'
import type { Endpoint } from '@loumen/shared/endpoint'
import { allEndpoints } from '@loumen/shared/endpoints'
import { registerNeighbour } from '@loumen/shared/helping/api'
import { previewImport, readImport } from '@loumen/shared/imports/api'
import { listRecalls, readRecall } from '@loumen/shared/incidents/api'
import { apply } from '@loumen/shared/joining/api'
import { listMuster, muster } from '@loumen/shared/muster/api'
import { askToJoin, readJoinCode } from '@loumen/shared/muster/asks-api'
import { askLoan } from '@loumen/shared/muster/loans-api'
import { reportResults } from '@loumen/shared/results/api'
import { StaffRole } from '@loumen/shared/roles'
import { claimHousehold } from '@loumen/shared/roster/api'
import { keepApart } from '@loumen/shared/roster/people-api'
import { addPost } from '@loumen/shared/rounds/api'
import { planShifts } from '@loumen/shared/shifts/api'
import { myTickets } from '@loumen/shared/tickets/api'
import { checkShift } from '@loumen/shared/tubes/api'
import { makeTeam, makeVisit } from '@loumen/shared/visits/api'
import { volunteer } from '@loumen/shared/volunteers/api'
import mongoose from 'mongoose'
import { z } from 'zod'
import { now } from '../src/clock'
import { demoHouseholds, demoRoster } from '../src/demo/people'
import { desk, householder, nth, pool, resident, type Scene, scene, staff } from './cast'
import { refusal, startHouse, type TestClient, type TestHouse, until } from './house'

let house: TestHouse
let day: Scene
let inputs: Record<string, unknown>
let strangers: Map<string, TestClient>

/** What everybody may ask about themselves; it tells nothing of the community under attack. */
const ownAffairs = [
  'myApplications',
  'myVolunteering',
  'myShifts',
  'myMuster',
  'myLoans',
  'myNeighbours',
  'arrive',
  'me',
  'signOut',
  'changePassword',
  'myCommunities',
  'myWork',
  'myRecalls',
  'myTickets',
  'linkWechat',
  'readConsents',
  'setConsent',
  'exportMe',
  'deleteMe',
  'readNoticeGrants',
  'grantNotices',
]
const guarded = allEndpoints.filter(({ open, name }) => !open && !ownAffairs.includes(name))

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  const other = await scene(house)
  const file = { name: 'a.csv', content: Buffer.from(demoRoster()).toString('base64') }
  const { communityId, siteId, lead } = day
  const home = await householder(house, day, 0)
  const { householdId, tickets } = nth((await home.call(myTickets, {})).rounds, 0)
  const residentId = nth(tickets, 0).residentId
  const otherId = nth(tickets, 1).residentId
  const entranceId = nth(day.entrances, 0).id
  const at = await desk(house, day)
  const tube = await pool(at, nth(day.tableIds, 0), 'TUBE-0001', [nth(nth(demoHouseholds(), 5).people, 0).document])
  const { id: callId } = await lead.call(grantCall, { siteId, entranceId })
  const call = await lead.call(callEntrance, { callId })
  const visitor = await staff(house, 'sampler', communityId)
  const visit = await lead.call(makeVisit, { roundId: day.round.id, householdId, kind: 'sampling' })
  const team = await lead.call(makeTeam, { roundId: day.round.id, name: '一队', accountIds: [visitor.id] })
  const { id: importId } = await lead.call(previewImport, { communityId, file })
  await until(
    () => lead.call(readImport, { importId }),
    ({ state }) => state !== 'reading',
  )
  const person = nth(nth(demoHouseholds(), 1).people, 0)
  const claim = await (await resident(house, '18800000001')).call(claimHousehold, {
    communityId,
    name: person.name,
    document: person.document,
  })
  const sick = await pool(at, nth(day.tableIds, 0), 'TUBE-0007', [nth(nth(demoHouseholds(), 9).people, 0).document])
  await lead.call(reportResults, { roundId: day.round.id, results: [{ barcode: sick.barcode, outcome: '阳性' }] })
  const { recalls } = await lead.call(listRecalls, { roundId: day.round.id })
  const recall = await lead.call(readRecall, { recallId: nth(recalls, 0).id })
  const box = await lead.call(openBox, { siteId, code: 'BOX-0001' })
  const check = await lead.call(checkShift, { tableId: nth(day.tableIds, 0), barcodes: ['LOST-0001'] })
  const grid = await lead.call(drawGrid, { communityId, name: '一网格', entranceIds: [entranceId] })
  const post = await lead.call(addPost, { roundId: day.round.id, name: '入口', kind: 'entry' })
  const planned = await lead.call(planShifts, {
    postId: post.id,
    from: '2022-01-09T07:00:00Z',
    accountIds: [visitor.id],
  })
  const { key } = await (await staff(house, 'admin', 'all')).call(createLabKey, { communityId, lab: '市一院' })
  const application = await (await resident(house, '18800000003')).call(apply, {
    communityId,
    kind: 'tenant',
    name: '外来人',
    address: '东门外',
  })
  const helper = await (await resident(house, '18800000004')).call(volunteer, {
    communityId,
    name: '热心人',
    helps: ['order'],
    times: ['morning'],
  })
  const { id: mergeId } = await lead.call(keepApart, { residentId, otherId })
  const neighbour = nth(nth(demoHouseholds(), 0).people, 1)
  const help = await lead.call(registerNeighbour, {
    roundId: day.round.id,
    entranceId,
    door: nth(demoHouseholds(), 0).door,
    said: neighbour.document.slice(-4),
    residentId: otherId,
    answer: 'coming',
    consent: { by: 'self', how: 'atDoor' },
    slip: { kind: 'print' },
  })
  await lead.call(muster, {
    roundId: day.round.id,
    file: { name: 'a.csv', content: Buffer.from('张老师,13800000001,一中,志愿者').toString('base64') },
    siteId,
    until: new Date(now().getTime() + 3_600_000).toISOString(),
  })
  const mustered = await lead.call(listMuster, { roundId: day.round.id })
  const { address } = await lead.call(readJoinCode, { siteId })
  const ask = await house.client().call(askToJoin, {
    code: address.slice(-24),
    key: 'k'.repeat(22),
    name: '热心人',
    phone: '13800000009',
    agreed: true,
  })
  const { id: lenderId } = await lead.call(createCommunity, { name: '邻居社区' })
  const soon = { starts: now().toISOString(), until: new Date(now().getTime() + 3_600_000).toISOString() }
  const { loanIds } = await lead.call(askLoan, { roundId: day.round.id, siteId, lenderId, role: 'registrar', ...soon })
  inputs = {
    loanId: nth(loanIds, 0),
    lenderId,
    role: 'registrar',
    starts: '2099-01-01T00:00:00Z',
    askId: ask.id,
    roles: ['volunteer'],
    musterId: nth(mustered.people, 0).id,
    helpId: help.id,
    helpIds: [help.id],
    door: nth(demoHouseholds(), 0).door,
    said: neighbour.document.slice(-4),
    metres: 100,
    checkId: check.id,
    note: '在箱里',
    applicationId: application.id,
    volunteerId: helper.id,
    applicationCode: application.code,
    mergeId,
    otherId,
    gridId: grid.id,
    estate: '外人小区',
    building: '1号楼',
    to: '别名',
    keyId: key.id,
    lab: '市一院',
    results: [{ barcode: 'TUBE-0001', outcome: '阴性' }],
    recallId: recall.id,
    alertId: nth(recall.alerts, 0).id,
    how: 'door',
    samples: [{ barcode: 'TUBE-9998', lab: '市一院' }],
    escalateAfter: 5,
    contacts: {},
    postId: post.id,
    shiftId: nth(planned.shifts, 0).id,
    accountIds: [visitor.id],
    rev: post.rev,
    place: { x: 0.5, y: 0.5 },
    kind: 'entry',
    communityId,
    siteId,
    householdId,
    residentId,
    entranceId,
    importId,
    file,
    list: 'added',
    columns: [
      { column: 0, field: 'name' },
      { column: 1, field: 'address' },
    ],
    roundId: day.round.id,
    tableId: nth(day.tableIds, 0),
    tubeId: tube.id,
    callId: call.id,
    partId: nth(call.parts, 0).id,
    units: [{ entranceId: nth(day.entrances, 1).id }],
    channel: 'chat',
    reply: 'coming',
    before: null,
    held: true,
    mode: 'advised',
    people: 5,
    visitId: visit.id,
    teamId: team.id,
    claimId: claim.id,
    claimIds: [claim.id],
    decision: 'mistake',
    operations: [
      {
        id: 'stranger-operation',
        recordedAt: '2022-01-09T07:00:00Z',
        recorderId: at.sampler.id,
        fact: { kind: 'voidTube', tableId: nth(day.tableIds, 0), barcode: 'TUBE-0001', reason: '核对' },
      },
    ],
    sealed: `LMS1.${day.round.id}.1.${'A'.repeat(43)}.AAAA`,
    operationId: 'stranger-operation',
    accountId: at.sampler.id,
    parentId: communityId,
    login: 'intruder',
    name: '外人',
    document: '149999199001010000',
    grants: [{ role: 'captain', scope: communityId }],
    entranceIds: [entranceId],
    policy: { poolSize: 10 },
    sites: [{ name: '别处', place: '别处', tables: 1 }],
    answers: [{ residentId, kind: 'coming' }],
    scan: { kind: 'document', number: nth(nth(demoHouseholds(), 6).people, 0).document },
    barcode: 'TUBE-9999',
    count: 1,
    outcome: 'negative',
    granted: true,
    residentIds: [residentId],
    phoneId: home.id,
    boxId: box.id,
    code: box.code,
    range: { from: 'TUBE-0001', to: 'TUBE-0099' },
    barcodes: ['TUBE-0001'],
    number: 'SEAL-0001',
    counted: 0,
    witness: '外人',
    side: 'give',
    other: '外人',
    from: '外人',
    walkIn: { name: '外人', document: '149999199001010000', home: { kind: 'elsewhere', address: '别处' } },
    now: '2022-01-09T07:00:00Z',
  }
  strangers = new Map<string, TestClient>([['resident', await resident(house, '18800000002')]])
  for (const role of StaffRole.options) strangers.set(role, await staff(house, role, other.communityId))
}, 120_000)
afterAll(() => house.close())

/** What an endpoint takes, made of things that exist. */
function inputOf({ name, input }: Endpoint): Record<string, unknown> {
  const shape = input instanceof z.ZodObject ? Object.keys(input.shape) : []
  const special: Record<string, Record<string, unknown>> = {
    setTable: { state: 'closed' },
    settleOperation: { note: '核对' },
    listVisits: { state: undefined },
    removePerson: { reason: 'walkedOff' },
    makeVisit: { kind: 'help', wish: undefined },
    makeVisitsByTags: { kind: 'help', tags: ['bedridden'] },
    makeTeam: { accountIds: [inputs.accountId] },
    planVisits: { teamIds: [inputs.teamId] },
    shareRecall: { teamIds: [inputs.teamId] },
    failVisit: { why: 'nobodyHome' },
    removeCarried: { reason: 'walkedOff' },
    finishVisit: { proof: undefined },
    apply: { kind: 'tenant' },
    muster: { until: '2099-01-01T00:00:00Z' },
    askLoan: { until: '2099-01-01T02:00:00Z', count: 1, note: undefined },
    approveJoinAsk: { until: '2099-01-01T00:00:00Z' },
    registerNeighbour: {
      answer: 'coming',
      consent: { by: 'self', how: 'atDoor' },
      slip: { kind: 'print' },
    },
    volunteer: { helps: ['order'], times: ['morning'] },
    acceptVolunteer: { scope: inputs.communityId, until: '2099-01-01T00:00:00Z' },
    scalePlan: { from: { x: 0, y: 0 }, to: { x: 1, y: 1 } },
    decideApplication: { decision: { kind: 'reject', reason: '不住这里' } },
    ticketApplication: { code: inputs.applicationCode },
    addEntrance: { kind: 'village' },
    changeEntrance: { kind: 'village' },
    recordDelivery: { way: 'print' },
    recordReached: { where: 'home', place: undefined },
    recordKnock: { outcome: 'told' },
    addPost: { from: undefined },
    changePost: { from: undefined },
    editResident: { change: { note: '外人写的' } },
    addResident: { person: { name: '外人' }, word: 'captain' },
    moveResident: { door: '501' },
    setResidence: { here: false },
    sweepDoor: { outcome: 'told' },
    searchRoster: { text: nth(nth(demoHouseholds(), 1).people, 0).name },
    mergeResidents: { revs: [0, 0], fields: [] },
    exportRoster: { format: 'csv' },
    planShifts: { from: '2022-01-09T07:00:00Z' },
    changeShift: { from: '2022-01-09T07:00:00Z', until: '2022-01-09T09:00:00Z' },
    correctHours: { arrivedAt: '2022-01-09T07:00:00Z', leftAt: '2022-01-09T09:00:00Z' },
    exportHours: { format: 'csv' },
    thankHelpers: { text: '谢谢' },
    pauseSite: { reason: 'storm' },
    printBlankSlips: { count: 2 },
    planContact: { way: 'light', detail: undefined },
    divert: { why: 'fever' },
    sendHome: { why: 'doorOnly' },
    withdrawPerson: { who: { kind: 'resident', residentId: inputs.residentId } },
    replaceSlip: { code: 'LS1.nothing' },
    reportCode: { kind: 'missing' },
  }
  const chosen = Object.fromEntries(shape.map((key) => [key, key === 'reason' ? '核对' : inputs[key]]))
  return { ...chosen, ...special[name] }
}

/** Everything that is stored, apart from sessions, the strangers' own accounts and what the house notes by itself. */
async function stored() {
  const all: Record<string, string[]> = {}
  for (const { name } of await mongoose.connection.listCollections())
    if (!['sessions', 'accounts', 'codes', 'leases', 'boardrevisions'].includes(name))
      all[name] = (await mongoose.connection.collection(name).find().toArray()).map((row) => JSON.stringify(row)).sort()
  return all
}

it('every endpoint has an input made of things that exist, so that a refusal is about the asker', () => {
  const wrong = guarded.filter((one) => !one.input.safeParse(inputOf(one)).success).map(({ name }) => name)
  expect(wrong).toEqual([])
})

it('nobody gets anything without a session but what is open to all', async () => {
  const nobody = house.client()
  for (const one of allEndpoints.filter(({ open }) => !open)) {
    const code = await refusal(nobody.call(one, inputOf(one)))
    expect([one.name, nobody.last.status, code]).toEqual([one.name, 401, 'auth.required'])
  }
})

it('residents and every role of another community get no data, change nothing, and are told so', async () => {
  const before = await stored()
  const answered: string[] = []
  for (const [role, who] of strangers) {
    for (const one of guarded) {
      if (role === 'resident' && ['claimHousehold', 'claimBySlip', 'apply', 'volunteer'].includes(one.name)) continue
      const answer: unknown = await who.call(one, inputOf(one)).catch((error: { code?: string }) => error.code)
      const empty = one.name === 'listVisits' && JSON.stringify(answer).startsWith('{"visits":[]')
      // A label that somebody may not look up is as unknown as one that does not exist.
      const hidden = one.name === 'findBox' && answer === 'box.unknown'
      if (answer !== 'auth.forbidden' && !empty && !hidden)
        answered.push(`${role} ${one.name}: ${JSON.stringify(answer)}`)
    }
  }
  expect(answered).toEqual([])
  expect(await stored()).toEqual(before)
}, 60_000)

it('what people may ask about themselves tells strangers nothing of the community', async () => {
  for (const [role, who] of strangers)
    for (const one of allEndpoints.filter(({ name }) =>
      ['me', 'myCommunities', 'myWork', 'myTickets', 'myRecalls'].includes(name),
    )) {
      const answer = JSON.stringify(await who.call(one, {}))
      for (const id of [day.communityId, day.round.id, day.siteId, String(inputs.recallId)])
        expect(`${role} ${one.name} ${answer.includes(id)}`).toBe(`${role} ${one.name} false`)
    }
})

it('what is open to all tells no name, number or phone of anybody', async () => {
  const nobody = house.client()
  // Files answer to an address that is told to one person only.
  for (const one of allEndpoints.filter(({ open, method, file }) => open && method === 'GET' && !file)) {
    const answer = JSON.stringify(await nobody.call(one, inputOf(one)))
    for (const { name, document, phone } of demoHouseholds().flatMap(({ people }) => people))
      expect([name, document, phone].filter((secret) => answer.includes(secret))).toEqual([])
  }
})

it('an address that does not exist is said to be unknown, whoever asks', async () => {
  const answer = await fetch(`${house.url}/api/v1/nothing/here`, {
    headers: { authorization: `Bearer ${day.lead.token}` },
  })
  expect([answer.status, await answer.json()]).toMatchObject([404, { error: { code: 'route.unknown' } }])
  const wrongWay = await fetch(`${house.url}/api/v1/me`, { method: 'PUT' })
  expect(wrongWay.status).toBeGreaterThanOrEqual(400)
  expect(wrongWay.status).toBeLessThan(500)
})
