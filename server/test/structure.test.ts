import { callDown, grantCall, readPace, setCallMode } from '@loumen/shared/calls/api'
import {
  addEntrance,
  changeEntrance,
  createCommunity,
  dissolveGrid,
  drawGrid,
  listEntrances,
  placeEntrance,
  removeEntrance,
  renamePlace,
} from '@loumen/shared/community/api'
import { minuteOfDay } from '@loumen/shared/community/units'
import { applyImport, previewImport, readImport } from '@loumen/shared/imports/api'
import { oid } from '../src/base/db'
import { EntranceModel } from '../src/community/model'
import { demoRoster } from '../src/demo/people'
import { HouseholdModel } from '../src/roster/model'
import { nth, type Player, resident, type Scene, scene, staff } from './cast'
import { atOnce, refusal, refused, startHouse, type TestHouse, until } from './house'

let house: TestHouse
let day: Scene
let names = 0
const village = { kind: 'village' as const, estate: '', building: '', name: '' }

/** Hours that begin in two hours of the wall clock and last one: closed now, whenever the test runs. */
const later = () => {
  const text = (minute: number) =>
    `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
  const minute = minuteOfDay(Date.now())
  return [{ from: text(minute + 120), to: text(minute + 180) }]
}

beforeAll(async () => {
  house = await startHouse()
  day = await scene(house)
})
afterAll(() => house.close())

const add = (who: Player, more: Record<string, unknown> = {}) =>
  who.call(addEntrance, { communityId: day.communityId, ...village, name: `${++names}组`, ...more })

async function strangersOf({ communityId, entrances }: Scene) {
  return [
    await staff(house, 'communityLead', (await scene(house)).communityId),
    await staff(house, 'gridLeader', communityId),
    await staff(house, 'captain', nth(entrances, 0).id),
    await resident(house, '19911110000'),
  ]
}

describe('an entrance or group', () => {
  it('takes the next colour, keeps its contact sealed and shows it only to those who may call there', async () => {
    const group = await add(day.lead, {
      estate: '东庄',
      hours: [{ from: '19:00', to: '21:00' }],
      contact: { name: '赵大江', phone: '13712345678' },
    })
    expect(group).toMatchObject({ label: `东庄${names}组`, kind: 'village', lift: null, rev: 1 })
    expect(group.colour).toBe(day.entrances.length % 12)
    const kept = JSON.stringify(await EntranceModel.collection.findOne({ _id: oid(group.id) }))
    for (const secret of ['赵大江', '13712345678']) expect(kept).not.toContain(secret)
    const seenBy = async (who: Player) =>
      (await who.call(listEntrances, { communityId: day.communityId })).entrances.find(({ id }) => id === group.id)
        ?.contact
    expect(await seenBy(await staff(house, 'captain', group.id))).toEqual({ name: '赵大江', phone: '13712345678' })
    expect(await seenBy(await staff(house, 'captain', nth(day.entrances, 0).id))).toBeNull()
    expect(await seenBy(await staff(house, 'volunteer', day.communityId))).toBeNull()
  })

  it('is refused without any name, under a name that is taken, with hours that are none, and to strangers', async () => {
    expect(await refusal(add(day.lead, { name: '' }))).toBe('entrance.noName')
    const { estate, building, name } = nth(day.entrances, 0)
    expect(await refusal(add(day.lead, { estate, building, name }))).toBe('entrance.nameTaken')
    expect(await refusal(add(day.lead, { hours: [{ from: '25:00', to: '26:00' }] }))).toBe('input.invalid')
    for (const stranger of await strangersOf(day)) expect(await refusal(add(stranger))).toBe('auth.forbidden')
  })

  it('is added once when two add it at once, and changed by one of two who saw the same', async () => {
    const second = await staff(house, 'communityLead', day.communityId)
    const same = { name: '同名组' }
    expect(await atOnce(add(day.lead, same), add(second, same))).toEqual(['done', 'entrance.nameTaken'])
    const group = await add(day.lead)
    const to = (who: Player, lift: boolean) =>
      who.call(changeEntrance, { ...group, entranceId: group.id, rev: group.rev, lift, contact: null })
    expect(await atOnce(to(day.lead, true), to(second, false))).toEqual(['done', 'entrance.changed'])
    const at = (x: number) => day.lead.call(placeEntrance, { entranceId: group.id, place: { x, y: 0.5 } })
    expect((await at(0.25)).place).toEqual({ x: 0.25, y: 0.5 })
  })

  it('makes rooms of its doors when it is said to be a dormitory', async () => {
    const other = await scene(house)
    const entrance = nth(other.entrances, 0)
    const input = { ...entrance, entranceId: entrance.id, contact: null }
    await other.lead.call(changeEntrance, { ...input, kind: 'dormitory' })
    expect(await HouseholdModel.distinct('kind', { entranceId: oid(entrance.id) })).toEqual(['dormitory'])
  })

  it('is removed only when nobody lives there', async () => {
    const group = await add(day.lead)
    const remove = () => day.lead.call(removeEntrance, { entranceId: group.id }, { operationId: 'remove-group-once' })
    expect(await remove()).toEqual({ entranceId: group.id })
    expect(await remove()).toEqual({ entranceId: group.id })
    expect(await refusal(day.lead.call(removeEntrance, { entranceId: group.id }))).toBe('notFound')
    const full = await refused(day.lead.call(removeEntrance, { entranceId: nth(day.entrances, 0).id }))
    expect(full.code).toBe('entrance.notEmpty')
    expect(full.details.count).toBeGreaterThan(0)
  })

  it('keeps being found by the roster’s file under the names it had', async () => {
    const other = await scene(house)
    const { communityId, lead } = other
    const building = nth(other.entrances, 0).building
    const { entrances } = await lead.call(renamePlace, {
      communityId,
      estate: nth(other.entrances, 0).estate,
      building,
      to: '甲楼',
    })
    expect(nth(entrances, 0)).toMatchObject({ building: '甲楼', label: expect.stringContaining('甲楼') })
    const file = { name: 'a.csv', content: Buffer.from(demoRoster()).toString('base64') }
    let preview = await lead.call(previewImport, { communityId, file })
    while (preview.state === 'reading') preview = await lead.call(readImport, { importId: preview.id })
    if (preview.state === 'ready') await lead.call(applyImport, { importId: preview.id }).catch(() => {})
    expect((await lead.call(listEntrances, { communityId })).entrances).toHaveLength(other.entrances.length)
    expect(await refusal(lead.call(renamePlace, { communityId, estate: '没有这个小区', to: '甲' }))).toBe('notFound')
  })
})

describe('a group with hours', () => {
  it('is left alone by the pace outside them and called by a person only on purpose', async () => {
    const own = await scene(house)
    const { lead, siteId } = own
    const entrance = nth(own.entrances, 0)
    await lead.call(changeEntrance, { ...entrance, entranceId: entrance.id, contact: null, hours: later() })
    const units = [{ entranceId: entrance.id }]
    const said = await refused(lead.call(callDown, { siteId, units }))
    expect([said.code, said.details.entrance]).toEqual(['call.outsideHours', entrance.label])
    await lead.call(setCallMode, { siteId, mode: 'advised' })
    const { planned } = await until(
      () => lead.call(readPace, { roundId: own.round.id }),
      (pace) => pace.planned.every(({ entranceId }) => entranceId !== entrance.id),
    )
    expect(planned.length).toBeGreaterThan(0)
    expect(await refusal(lead.call(grantCall, { siteId, entranceId: entrance.id }))).toBe('not refused')
    const { calls } = await lead.call(callDown, { siteId, units, outsideHours: true })
    expect(nth(calls, 0)).toMatchObject({ entranceId: entrance.id, state: 'called' })
  })
})

describe('a grid', () => {
  it('is dissolved when nobody answers for it any more', async () => {
    const { id: communityId } = await day.lead.call(createCommunity, { name: `社区${++names}` })
    const group = await day.lead.call(addEntrance, { communityId, ...village, name: '一组' })
    const grid = await day.lead.call(drawGrid, { communityId, name: '一网格', entranceIds: [group.id] })
    await staff(house, 'gridLeader', grid.id)
    const dissolve = (who: Player) => who.call(dissolveGrid, { communityId, gridId: grid.id })
    const held = await refused(dissolve(day.lead))
    expect([held.code, held.details.count]).toEqual(['grid.hasLeader', 1])
    for (const stranger of await strangersOf(day)) expect(await refusal(dissolve(stranger))).toBe('auth.forbidden')
    const free = await day.lead.call(drawGrid, { communityId, name: '二网格', entranceIds: [group.id] })
    const second = await staff(house, 'communityLead', communityId)
    const both = [day.lead, second].map((who) => who.call(dissolveGrid, { communityId, gridId: free.id }))
    expect(await atOnce(...both)).toEqual(['done', 'notFound'])
    const { entrances } = await day.lead.call(listEntrances, { communityId })
    expect(nth(entrances, 0).gridId).toBeNull()
  })
})
