import { callEntrance, grantCall, readBoard } from '@loumen/shared/calls/api'
import { readOverview } from '@loumen/shared/coverage/api'
import { rooms } from '@loumen/shared/events'
import { listRecalls, readRecall } from '@loumen/shared/incidents/api'
import { uploadResults } from '@loumen/shared/results/api'
import { myTickets, register } from '@loumen/shared/tickets/api'
import { admit, closeTube, openTube } from '@loumen/shared/tubes/api'
import { makeVisit, sampleAtDoor, startVisit } from '@loumen/shared/visits/api'
import { demoHouseholds } from '../src/demo/people'
import { householder, type Player, type Scene, scene, staff } from './cast'
import { heard, startHouse, type TestHouse } from './house'

let house: TestHouse
let day: Scene
let registrar: Player
let sampler: Player
let captain: Player

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  registrar = await staff(house, 'registrar', day.communityId)
  sampler = await staff(house, 'sampler', day.communityId)
  captain = await staff(house, 'captain', day.entrances[0]?.id ?? '')
})
afterAll(() => house.close())

it('carries a household from its ticket to a result', async () => {
  const home = await householder(house, day, 0)
  const { rounds } = await home.call(myTickets, {})
  const [tickets] = rounds
  expect(tickets?.tickets).toHaveLength(home.household.people.length)
  expect(tickets?.tickets.map((ticket) => ticket.progress)).toEqual(home.household.people.map(() => 'waiting'))
  const answered = await home.call(register, {
    roundId: day.round.id,
    householdId: tickets?.householdId ?? '',
    answers: (tickets?.tickets ?? []).map(({ residentId }) => ({ residentId, kind: 'coming' as const })),
  })
  expect(answered.registered).toBe(true)

  const phone = await house.socket({ token: home.token })
  await phone.emitWithAck('watch', rooms.board(day.round.id))
  await phone.emitWithAck('watch', rooms.resident(home.id))
  const call = await day.lead.call(grantCall, { siteId: day.siteId, entranceId: day.entrances[0]?.id ?? '' })
  const called = heard(
    phone,
    'board',
    (board) => board.units[0]?.state === 'called' && board.units[1]?.state === 'next',
  )
  await captain.call(callEntrance, { callId: call.id })
  await called

  const tube = await registrar.call(openTube, { tableId: day.tableIds[0] ?? '', barcode: 'TUBE-0001' })
  const choice = await registrar.call(admit, { tubeId: tube.id, scan: { kind: 'ticket', code: tickets?.code ?? '' } })
  const residentIds = choice.kind === 'choose' ? choice.candidates.map((one) => one.residentId) : []
  const admitted =
    choice.kind === 'admitted'
      ? choice
      : await registrar.call(admit, {
          tubeId: tube.id,
          scan: { kind: 'ticket', code: tickets?.code ?? '', residentIds },
        })
  expect(admitted.kind).toBe('admitted')
  const second = demoHouseholds()[1]?.people[0]
  await registrar.call(admit, { tubeId: tube.id, scan: { kind: 'document', number: second?.document ?? '' } })
  const third = demoHouseholds()[2]
  await registrar.call(admit, {
    tubeId: tube.id,
    scan: {
      kind: 'door',
      last4: third?.people[0]?.document.slice(-4) ?? '',
      door: `${third?.building}-${third?.entrance}-${third?.door}`,
    },
  })
  const people = home.household.people.length + 2
  const closed = await sampler.call(closeTube, { tubeId: tube.id, count: people })
  expect(closed.people).toHaveLength(people)

  const overview = await day.lead.call(readOverview, { roundId: day.round.id })
  expect(overview.figures.sampled).toBe(people)
  expect(overview.figures.expected).toBe(overview.figures.sampled + overview.figures.excused + overview.figures.missing)

  const told = heard(phone, 'changed', (change) => change.what === 'results')
  const file = `条码,结果,方法,检测机构,检测时间\nTUBE-0001,阴性,PCR,市一院,2026-11-21 14:05\nTUBE-9999,阴性,PCR,市一院,2026-11-21 14:05`
  const upload = await day.lead.call(uploadResults, {
    roundId: day.round.id,
    file: { name: 'r.csv', content: Buffer.from(file).toString('base64') },
  })
  expect(upload.rows.map((row) => row.verdict)).toEqual(['applied', 'waiting'])
  await told
  const after = await home.call(myTickets, {})
  expect(after.rounds[0]?.tickets.map((ticket) => ticket.result)).toEqual(home.household.people.map(() => 'negative'))
  const again = await day.lead.call(uploadResults, {
    roundId: day.round.id,
    file: { name: 'r.csv', content: Buffer.from(file).toString('base64') },
  })
  expect(again.rows.map((row) => row.verdict)).toEqual(['same', 'waiting'])
})

it('lists everybody of a positive pool for re-sampling and shows none of them a negative', async () => {
  const home = await householder(house, day, 3)
  const { rounds } = await home.call(myTickets, {})
  const tube = await registrar.call(openTube, { tableId: day.tableIds[1] ?? '', barcode: 'TUBE-0002' })
  const residentIds = rounds[0]?.tickets.map((ticket) => ticket.residentId) ?? []
  await registrar.call(admit, { tubeId: tube.id, scan: { kind: 'ticket', code: rounds[0]?.code ?? '', residentIds } })
  await sampler.call(closeTube, { tubeId: tube.id, count: residentIds.length })
  const file = 'barcode,result\nTUBE-0002,阳性'
  await day.lead.call(uploadResults, {
    roundId: day.round.id,
    file: { name: 'r.csv', content: Buffer.from(file).toString('base64') },
  })
  const { recalls } = await day.lead.call(listRecalls, { roundId: day.round.id })
  expect(recalls).toHaveLength(1)
  const { people } = await day.lead.call(readRecall, { recallId: recalls[0]?.id ?? '' })
  expect(
    people
      .filter(({ why }) => why === 'pool')
      .map((person) => person.residentId)
      .sort(),
  ).toEqual([...residentIds].sort())
  const after = await home.call(myTickets, {})
  expect(
    after.rounds[0]?.tickets.every((ticket) => ticket.result === 'resampling' || ticket.result === 'positive'),
  ).toBe(true)
  expect(after.rounds[0]?.frozen).toBe(true)
})

it('finds a missing household, visits it, and the overview says it is sampled', async () => {
  const overview = await day.lead.call(readOverview, { roundId: day.round.id })
  const missing = overview.entrances[1]?.windows.find((window) => window.state === 'waiting')
  const visit = await day.lead.call(makeVisit, {
    roundId: day.round.id,
    householdId: missing?.householdId ?? '',
    kind: 'sampling',
  })
  await sampler.call(startVisit, { visitId: visit.id })
  const done = await sampler.call(sampleAtDoor, {
    visitId: visit.id,
    barcode: 'DOOR-0001',
    residentIds: visit.people.map((person) => person.residentId),
  })
  expect(done.state).toBe('done')
  const after = await day.lead.call(readOverview, { roundId: day.round.id })
  expect(after.entrances[1]?.windows.find((window) => window.householdId === missing?.householdId)?.state).toBe('lit')
  const board = await house.client().call(readBoard, { roundId: day.round.id })
  expect(board.units).toHaveLength(6)
})
