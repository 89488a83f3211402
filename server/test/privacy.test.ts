import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { callEntrance, grantCall, readBoard } from '@loumen/shared/calls/api'
import { readOverview } from '@loumen/shared/coverage/api'
import { allEndpoints } from '@loumen/shared/endpoints'
import { rooms } from '@loumen/shared/events'
import { listRecalls } from '@loumen/shared/incidents/api'
import { correctResult, uploadResults } from '@loumen/shared/results/api'
import { claimHousehold, listHouseholds, readHousehold, revealResident } from '@loumen/shared/roster/api'
import { myTickets, register } from '@loumen/shared/tickets/api'
import { admit, closeTube, openTube, removePerson, voidTube } from '@loumen/shared/tubes/api'
import { failVisit, makeVisit, sampleAtDoor, startVisit } from '@loumen/shared/visits/api'
import mongoose from 'mongoose'
import { z } from 'zod'
import { demoHouseholds } from '../src/demo/people'
import { desk, householder, nth, type Player, resident, type Scene, scene, staff } from './cast'
import { startHouse, type TestHouse } from './house'

let house: TestHouse
let day: Scene
const told: string[] = []
const refusals: string[] = []
const people = demoHouseholds().flatMap((home) => home.people)
/** Those who may come down, in the order of doors. */
const callable = demoHouseholds().flatMap((home) => (home.note.includes('居家健康监测') ? [] : home.people))
/** What staff type in their own words about somebody. */
const words = ['发热送隔离区', '敲门无人应答', '核对证件号码', '采样管破裂漏液', '实验室复核改判', '老人行走不便']
const secrets = [
  ...people.flatMap(({ name, document, phone }) => [name, document, phone, phone.slice(3), document.slice(6)]),
  ...words,
]

/** Ends with whatever refusal it ends with; its details are kept for the search. */
async function ask<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call
  } catch (error) {
    refusals.push(JSON.stringify(error))
    return undefined
  }
}

/** A day with everything in it that carries a name, a number or an outcome. */
async function liveADay() {
  const { lead, communityId, siteId } = day
  const roundId = day.round.id
  const follower = await house.socket({ token: lead.token })
  follower.onAny((event: string, payload: unknown) => told.push(`${event} ${JSON.stringify(payload)}`))
  for (const room of [
    rooms.board(roundId),
    rooms.site(siteId),
    rooms.community(communityId),
    ...day.entrances.map(({ id }) => rooms.entrance(id)),
  ])
    await follower.emitWithAck('watch', room)
  const { registrar, sampler } = await desk(house, day)
  const visitor = await staff(house, 'sampler', communityId)
  const home = await householder(house, day, 0)
  const phone = await house.socket({ token: home.token })
  phone.onAny((event: string, payload: unknown) => told.push(`${event} ${JSON.stringify(payload)}`))
  await phone.emitWithAck('watch', rooms.resident(home.id))
  const stranger = await resident(house, nth(people, 30).phone)
  await ask(
    stranger.call(claimHousehold, { communityId, name: nth(people, 0).name, document: nth(people, 0).document }),
  )
  await ask(stranger.call(claimHousehold, { communityId, name: nth(people, 1).name, document: 'E12345678' }))
  const own = nth((await home.call(myTickets, {})).rounds, 0)
  const answers = own.tickets.map(({ residentId }) => ({ residentId, kind: 'coming' as const }))
  await home.call(register, { roundId, householdId: own.householdId, answers })
  const call = await lead.call(grantCall, { siteId, entranceId: nth(day.entrances, 0).id })
  await lead.call(callEntrance, { callId: call.id })

  const scan = (who: Player, tubeId: string, at: number, reason?: string) =>
    ask(who.call(admit, { tubeId, scan: { kind: 'document', number: nth(callable, at).document }, reason }))
  const fill = async (barcode: string, from: number, count: number) => {
    const tube = await registrar.call(openTube, { tableId: nth(day.tableIds, 0), barcode })
    await scan(registrar, tube.id, from)
    for (let at = from; at < from + count; at++) await scan(registrar, tube.id, at, words[0])
    await scan(registrar, tube.id, from, words[0])
    return tube
  }
  const one = await fill('TUBE-0001', 0, 10)
  await scan(registrar, one.id, 20, words[0])
  const residentIds = own.tickets.map(({ residentId }) => residentId)
  await ask(registrar.call(removePerson, { tubeId: one.id, residentId: nth(residentIds, 0), reason: 'failedSwab' }))
  await ask(sampler.call(closeTube, { tubeId: one.id, count: 3 }))
  await ask(sampler.call(closeTube, { tubeId: one.id, count: 9 }))
  const two = await fill('TUBE-0002', 40, 3)
  await ask(sampler.call(voidTube, { tubeId: two.id, reason: nth(words, 3) }))
  const three = await fill('TUBE-0003', 50, 3)
  await ask(sampler.call(closeTube, { tubeId: three.id, count: 3 }))

  const { households } = await lead.call(listHouseholds, { communityId, entranceId: nth(day.entrances, 4).id })
  const household = await lead.call(readHousehold, { householdId: nth(households, 0).id })
  await lead.call(revealResident, { residentId: nth(household.residents, 0).id, reason: nth(words, 2) })
  for (const at of [1, 2]) {
    const householdId = nth(households, at).id
    const visit = await lead.call(makeVisit, { roundId, householdId, kind: 'sampling', note: words[5] })
    await visitor.call(startVisit, { visitId: visit.id })
    const ids = visit.people.map(({ residentId }) => residentId)
    if (at === 1) await ask(visitor.call(sampleAtDoor, { visitId: visit.id, barcode: 'DOOR-0001', residentIds: ids }))
    else await ask(visitor.call(failVisit, { visitId: visit.id, why: 'other', note: nth(words, 1) }))
  }
  const file = (text: string) => ({ name: 'r.csv', content: Buffer.from(text).toString('base64') })
  const rows = ['条码,结果', 'TUBE-0001,阳性', 'TUBE-0003,阴性', 'DOOR-0001,阴性', 'TUBE-9999,阳性']
  await lead.call(uploadResults, { roundId, file: file(rows.join('\n')) })
  for (const more of [
    ['条码,结果', 'TUBE-0003,灰区'],
    [...rows, 'TUBE-0003,灰区'],
  ])
    await lead.call(uploadResults, { roundId, file: file(more.join('\n')) })
  await ask(lead.call(uploadResults, { roundId, file: file(`姓名\n${nth(people, 3).name}`) }))
  await lead.call(correctResult, { tubeId: three.id, outcome: 'grey', reason: nth(words, 4) })
  expect((await lead.call(listRecalls, { roundId })).recalls).toHaveLength(2)
  await lead.call(readOverview, { roundId })
  told.push(JSON.stringify(await house.client().call(readBoard, { roundId })))
}

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  await liveADay()
}, 60_000)
afterAll(() => house.close())

const found = (text: string | Buffer) => secrets.filter((secret) => text.includes(secret))

it('the search finds what lies open: a name, a number, a phone', () => {
  const { name, document, phone } = nth(people, 7)
  expect(found(Buffer.from(`x${name}y`))).toEqual([name])
  expect(found(`${document} ${phone}`).length).toBeGreaterThanOrEqual(2)
})

it('no event, not even those for leads, carries a name, number, phone, outcome or reason', () => {
  expect(told.length).toBeGreaterThan(20)
  for (const kind of ['board', 'coverage', 'changed']) expect(told.some((text) => text.startsWith(kind))).toBe(true)
  expect(found(told.join('\n'))).toEqual([])
  expect(told.join('\n')).not.toMatch(/positive|negative|阳性|阴性/)
})

it('no refusal carries them in its details', () => {
  expect(refusals.length).toBeGreaterThan(4)
  expect(found(refusals.join('\n'))).toEqual([])
})

it('no document in the database carries them, whatever the collection', async () => {
  const outcomes = /^(negative|positive|grey|singleTarget|insufficient|阳性|阴性|灰区)$/
  let documents = 0
  for (const { name } of await mongoose.connection.listCollections()) {
    for (const document of await mongoose.connection.collection(name).find().toArray()) {
      documents++
      const strings: string[] = []
      JSON.stringify(document, (_key, value: unknown) => {
        if (typeof value === 'string') strings.push(value)
        return value
      })
      expect([name, found(strings.join('\n'))]).toEqual([name, []])
      expect([name, strings.filter((text) => outcomes.test(text))]).toEqual([name, []])
    }
  }
  expect(documents).toBeGreaterThan(300)
})

it('no address takes them: what is asked by GET goes by id', () => {
  const gets = allEndpoints.filter(({ method }) => method === 'GET')
  const fields = gets.flatMap(({ input }) => (input instanceof z.ZodObject ? Object.keys(input.shape) : []))
  expect(fields.filter((field) => /name|document|phone|number|reason|outcome/i.test(field))).toEqual([])
  for (const { path: address, input } of allEndpoints)
    for (const [, parameter = ''] of address.matchAll(/:(\w+)/g)) {
      const oneOfFew = input instanceof z.ZodObject && input.shape[parameter] instanceof z.ZodEnum
      // The label on a box is nobody's.
      const label = address.startsWith('/box-codes/')
      if (!oneOfFew && !label) expect(parameter).toMatch(/Id$/)
    }
})

it('no byte of the data folder and no line of the log carries them', async () => {
  const log = readFileSync(path.join(house.dir, 'log.txt'))
  await house.running.stop()
  const files = (readdirSync(house.dir, { recursive: true }) as string[])
    .map((name) => path.join(house.dir, name))
    .filter((file) => statSync(file).isFile() && !file.includes(`${path.sep}keys${path.sep}`))
  const size = files.reduce((sum, file) => sum + statSync(file).size, 0)
  expect(size).toBeGreaterThan(100_000)
  expect(files.some((file) => readFileSync(file).includes('中心广场'))).toBe(true)
  expect(found(log)).toEqual([])
  for (const file of files) expect([path.basename(file), found(readFileSync(file))]).toEqual([path.basename(file), []])
  expect(files.filter((file) => found(file).length)).toEqual([])
}, 60_000)
