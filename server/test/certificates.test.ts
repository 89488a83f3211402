import { constants, inflateSync } from 'node:zlib'
import {
  checkCertificate,
  issueCertificate,
  listUntold,
  prepareCertificateFile,
  recordDelivery,
} from '@loumen/shared/certificates/api'
import { type CertificateFile, certificateFileAddress } from '@loumen/shared/certificates/schema'
import { correctResult, reportResults } from '@loumen/shared/results/api'
import { myTickets } from '@loumen/shared/tickets/api'
import { finishVisit, listVisits, startVisit } from '@loumen/shared/visits/api'
import mongoose from 'mongoose'
import { demoHouseholds } from '../src/demo/people'
import { desk, householder, nth, type Player, pool, type Scene, scene, staff } from './cast'
import { refusal, startHouse, type TestHouse } from './house'

let house: TestHouse
let day: Scene
let at: Awaited<ReturnType<typeof desk>>
const homes = demoHouseholds().flatMap(({ note, people }, place) =>
  note.includes('居家健康监测') || people.length < 2 ? [] : [{ place, people }],
)
let made = 0
const barcode = () => `CERT-${String(++made).padStart(4, '0')}`
const report = (code: string, outcome: string) =>
  day.lead.call(reportResults, {
    roundId: day.round.id,
    results: [{ barcode: code, outcome, method: 'PCR', lab: '市一院' }],
  })
/** A household whose pool has this outcome; the phone is signed in. */
async function tested(outcome = '阴性') {
  const home = homes.shift()
  if (!home) throw new Error('every household has been used')
  const tube = await pool(
    at,
    nth(day.tableIds, 0),
    barcode(),
    home.people.map(({ document }) => document),
  )
  await report(tube.barcode, outcome)
  return { ...home, tube, residentIds: tube.people.map(({ residentId }) => residentId) }
}
const issue = (who: Player, residentId: string, roundId = day.round.id) =>
  who.call(issueCertificate, { roundId, residentId })
const prepare = (who: Player, residentId: string) =>
  who.call(prepareCertificateFile, { roundId: day.round.id, residentId })
/** What a browser gets that follows a file's address, without a session. */
async function fetchFile(file: CertificateFile) {
  const answer = await fetch(house.url + certificateFileAddress(file))
  const bytes = Buffer.from(await answer.arrayBuffer())
  const code = answer.ok ? undefined : (JSON.parse(bytes.toString()) as { error: { code: string } }).error.code
  return { status: answer.status, headers: answer.headers, bytes, code }
}
/** The characters of a PDF, as its fonts' own tables name them. */
function charactersOf(pdf: Buffer) {
  const tables = pdf
    .toString('latin1')
    .split(/\bstream\r?\n/)
    .slice(1)
    .map((text) => Buffer.from(text.slice(0, text.indexOf('endstream')), 'latin1'))
    .flatMap((packed) => {
      try {
        return inflateSync(packed, { finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1')
      } catch {
        return []
      }
    })
    .filter((text) => text.includes('beginbfrange'))
  const points = tables.flatMap((table) => [...table.matchAll(/<([0-9a-f]{4})>/gi)].map(([, hex = '']) => hex))
  return new Set(points.map((hex) => String.fromCharCode(Number.parseInt(hex, 16))))
}
const check = (code: string) => house.client().call(checkCertificate, { code })

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
  at = await desk(house, day)
})
afterAll(() => house.close())

describe('a certificate', () => {
  it('has one random code for one result, which a stranger can check without seeing more than needed', async () => {
    const { place, residentIds, people } = await tested()
    const home = await householder(house, day, place)
    const [first, second] = await Promise.all([issue(home, nth(residentIds, 0)), issue(home, nth(residentIds, 0))])
    expect(first.code).toBe(second.code)
    expect(first).toMatchObject({ method: 'PCR', lab: '市一院', round: day.round.name })
    expect((await issue(home, nth(residentIds, 1))).code).not.toBe(first.code)
    const spelled = first.code.toLowerCase().replace(/(.{5})/g, '$1 ')
    const seen = await check(spelled)
    expect(seen).toMatchObject({ valid: true, lab: '市一院', method: 'PCR' })
    const text = JSON.stringify(seen)
    for (const { name, document, phone } of people) {
      expect(text).not.toContain(name)
      expect(text).not.toContain(document)
      expect(text).not.toContain(phone)
    }
    const rows = JSON.stringify(await mongoose.connection.collection('certificates').find().toArray())
    expect(rows).not.toContain(first.code)
    expect(await check(`${first.code.slice(0, 19)}${first.code.endsWith('Z') ? '2' : 'Z'}`)).toEqual({ valid: false })
    expect(await refusal(check('short'))).toBe('input.invalid')
  })

  it('is a PDF of one page with the name in it, under an address that says nothing and ends', async () => {
    const { place, residentIds, people } = await tested()
    const home = await householder(house, day, place)
    const residentId = nth(residentIds, 0)
    const other = await householder(house, day, (await tested()).place)
    expect(await refusal(prepare(other, residentId))).toBe('auth.forbidden')
    const [file, again] = await Promise.all([prepare(home, residentId), prepare(home, residentId)])
    expect(file.fileId).not.toBe(again.fileId)
    expect(certificateFileAddress(file)).not.toContain(residentId)
    const { status, headers, bytes } = await fetchFile(file)
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/pdf')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    const { name, document } = nth(people, 0)
    const written = charactersOf(bytes)
    expect([...name].filter((character) => !written.has(character))).toEqual([])
    expect(bytes.toString('latin1')).not.toContain(document)
    expect((await fetchFile(file)).status).toBe(200)
    expect(await fetchFile({ ...file, fileId: residentId })).toMatchObject({ status: 410 })
    const rows = mongoose.connection.collection('certificatefiles')
    expect(JSON.stringify(await rows.find().toArray())).not.toContain(file.fileId)
    await rows.updateMany({}, { $set: { expiresAt: new Date(0) } })
    expect(await fetchFile(again)).toMatchObject({ status: 410, code: 'certificate.fileEnded' })
    expect((await day.lead.call(prepareCertificateFile, { roundId: day.round.id, residentId })).fileId).toBeTruthy()
  })

  it('ends with a corrected result, and nobody is told why', async () => {
    const { place, residentIds, tube } = await tested()
    const home = await householder(house, day, place)
    const { code } = await issue(home, nth(residentIds, 0))
    const file = await prepare(home, nth(residentIds, 0))
    await day.lead.call(correctResult, { tubeId: tube.id, outcome: 'insufficient', reason: '复核' })
    expect(await check(code)).toEqual({ valid: false })
    expect(await fetchFile(file)).toMatchObject({ status: 409, code: 'certificate.none' })
    expect(await refusal(prepare(home, nth(residentIds, 0)))).toBe('certificate.none')
    expect(await refusal(issue(home, nth(residentIds, 0)))).toBe('certificate.none')
  })

  it('is given to nobody whom a recall holds, not even for an earlier result', async () => {
    const { place, residentIds, tube } = await tested()
    const home = await householder(house, day, place)
    const { code } = await issue(home, nth(residentIds, 0))
    await day.lead.call(correctResult, { tubeId: tube.id, outcome: 'grey', reason: '复核' })
    await day.lead.call(correctResult, { tubeId: tube.id, outcome: 'negative', reason: '再复核' })
    expect(await check(code)).toEqual({ valid: false })
    expect(await refusal(issue(home, nth(residentIds, 0)))).toBe('certificate.none')
    expect((await home.call(myTickets, {})).rounds[0]?.tickets.map(({ result }) => result)).not.toContain('negative')
  })

  it('is the household’s and the office’s to ask for, and only once there is a negative', async () => {
    const mine = await tested()
    const other = await householder(house, day, (await tested()).place)
    for (const stranger of [other, at.registrar, await staff(house, 'lab', day.communityId)])
      expect(await refusal(issue(stranger, nth(mine.residentIds, 0)))).toBe('auth.forbidden')
    expect((await issue(day.lead, nth(mine.residentIds, 0))).name).toBe(mine.people[0]?.name)
    const elsewhere = await scene(house)
    expect(await refusal(issue(day.lead, nth(mine.residentIds, 0), elsewhere.round.id))).toBe('certificate.none')
    const nobody = await tested('不足')
    expect(await refusal(issue(day.lead, nth(nobody.residentIds, 0)))).toBe('certificate.none')
  })
})

describe('a result without a phone', () => {
  const untold = async (residentId: string) =>
    (await day.lead.call(listUntold, { roundId: day.round.id })).people.find((one) => one.residentId === residentId)

  it('is brought as a printed certificate, and that is written down', async () => {
    const { residentIds, tube } = await tested()
    const [residentId] = residentIds
    const input = { roundId: day.round.id, residentId: residentId ?? '', way: 'print' as const }
    expect(await untold(input.residentId)).toMatchObject({ delivery: null })
    await day.lead.call(recordDelivery, input)
    await day.lead.call(recordDelivery, input)
    expect(await untold(input.residentId)).toMatchObject({
      delivery: { way: 'print', by: 'communityLead', delivered: true },
    })
    expect(await refusal(at.registrar.call(recordDelivery, input))).toBe('auth.forbidden')
    await day.lead.call(correctResult, { tubeId: tube.id, outcome: 'positive', reason: '复核' })
    expect(await untold(input.residentId)).toBeUndefined()
    expect(await refusal(day.lead.call(recordDelivery, input))).toBe('certificate.none')
  })

  it('is brought by a volunteer with consent only, and counts once the task is done', async () => {
    const { residentIds } = await tested()
    const input = { roundId: day.round.id, residentId: nth(residentIds, 0), way: 'volunteer' as const }
    expect(await refusal(day.lead.call(recordDelivery, input))).toBe('delivery.consent')
    await day.lead.call(recordDelivery, { ...input, consent: true })
    expect((await untold(input.residentId))?.delivery).toMatchObject({ way: 'volunteer', delivered: false })
    const volunteer = await staff(house, 'volunteer', day.communityId)
    const { visits } = await volunteer.call(listVisits, { roundId: day.round.id })
    expect(visits).toMatchObject([{ kind: 'help', state: 'open' }])
    expect(JSON.stringify(visits)).not.toMatch(/阴性|negative/)
    const visitId = nth(visits, 0).id
    await volunteer.call(startVisit, { visitId })
    await volunteer.call(finishVisit, { visitId })
    expect((await untold(input.residentId))?.delivery?.delivered).toBe(true)
  })

  it('is nobody’s whose household has a phone here', async () => {
    const { place, residentIds } = await tested()
    expect(await untold(nth(residentIds, 0))).toBeDefined()
    await householder(house, day, place)
    expect(await untold(nth(residentIds, 0))).toBeUndefined()
  })
})
