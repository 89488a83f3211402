import { acknowledgeAlert, answerAlert, readAlertLink, readDuty, setDuty } from '@loumen/shared/incidents/api'
import { recallDoors } from '@loumen/shared/incidents/doors'
import type { Recall } from '@loumen/shared/incidents/schema'
import { newId, oid } from '../src/base/db'
import { now, setClock } from '../src/clock'
import { AlertModel, DutyModel } from '../src/incidents/model'
import { publicRobot } from '../src/incidents/sender'
import { nth, type Player, scene } from './cast'
import { atOnce, refusal, until } from './house'
import { type RecallCast, recallCast } from './recall-cast'

let cast: RecallCast
let house: RecallCast['house']
let day: RecallCast['day']
let team: Player
let strangers: Player[]
beforeAll(async () => {
  cast = await recallCast()
  ;({ house, day, team, strangers } = cast)
})
afterAll(() => cast.close())
afterEach(() => {
  setClock(new Date())
  cast.gateway.answers = 200
})

describe('an alert', () => {
  it('tells three bodies of a pool, and six together of a positive single: a number and a link, nothing else', async () => {
    const recall = await cast.positivePool(cast.take().documents.slice(0, 2))
    const three = await cast.sentOf(recall, 3)
    expect(three.map(({ body }) => body).sort()).toEqual(['community', 'police', 'samplingTeam'])
    await cast.sampleAll({ ...recall, people: recall.people.slice(0, 1) }, () => ['阳性', '阴性'])
    const all = await cast.sentOf(recall, 9)
    expect(
      all
        .slice(3)
        .map(({ body }) => body)
        .sort(),
    ).toEqual(['ambulance', 'cdc', 'community', 'headquarters', 'hospital', 'police'])
    expect(new Set(all.map(({ number }) => number)).size).toBe(9)
    for (const message of all) {
      expect(message).toMatchObject({
        by: 'call',
        authorization: 'Bearer the-gateway-knows-us',
        url: `https://loumen.example/admin/c/${day.communityId}/recalls/${recall.id}`,
      })
      expect(JSON.stringify(message)).not.toMatch(/阳性|positive|INC-/)
    }
    expect((await cast.read(recall)).alerts.filter(({ cause }) => cause === 'positive')).toHaveLength(6)
    expect(JSON.stringify(await DutyModel.find().lean())).not.toContain('ambulance一')
  })

  it('goes to the next person when nobody answers, on and on, and stops when somebody acknowledges', async () => {
    const recall = await cast.positivePool(cast.take().documents.slice(0, 2))
    const tries = async () =>
      nth(
        (await cast.read(recall)).alerts.filter(({ body }) => body === 'samplingTeam'),
        0,
      )
    await until(tries, ({ tries: list }) => list.length === 1)
    for (const count of [2, 3]) {
      setClock(new Date(now().getTime() + 5 * 60_000))
      await until(tries, ({ tries: list }) => list.length === count)
    }
    const alert = await tries()
    expect(alert.tries.map(({ name }) => name)).toEqual(['samplingTeam一', 'samplingTeam二', 'samplingTeam一'])
    const mine = () => team.call(acknowledgeAlert, { alertId: alert.id, by: '李队长' })
    expect(await atOnce(mine(), mine())).toEqual(['alert.answered', 'done'])
    expect((await tries()).acknowledged?.by).toBe('李队长')
  })

  it('is acknowledged by what the gateway sends back, and by nothing that is made up', async () => {
    const recall = await cast.positivePool(cast.take().documents.slice(0, 2))
    const messages = await cast.sentOf(recall, 3)
    const { token = '' } = nth(
      messages.filter(({ body }) => body === 'police'),
      0,
    )
    const nobody = house.client()
    expect(await refusal(nobody.call(answerAlert, { token: `${token.slice(0, -2)}xx` }))).toBe('notFound')
    await until(
      () => cast.read(recall),
      ({ alerts }) => alerts.every(({ tries }) => tries.length > 0),
    )
    for (let i = 0; i < 2; i++) await nobody.call(answerAlert, { token })
    const police = (await cast.read(recall)).alerts.find(({ body }) => body === 'police')
    expect(police).toMatchObject({ state: 'acknowledged', acknowledged: { by: 'police一' } })
  })

  it('is taken on by the link of a message, without an account, that shows nothing of anybody and ends by itself', async () => {
    const { documents } = cast.take()
    const recall = await cast.positivePool(documents.slice(0, 2))
    const { page = '' } = nth(
      (await cast.sentOf(recall, 3)).filter(({ body }) => body === 'police'),
      0,
    )
    const token = page.split('?t=')[1] ?? ''
    const nobody = house.client()
    const seen = await nobody.call(readAlertLink, { token })
    expect(seen).toEqual({
      number: recall.alerts.find(({ body }) => body === 'police')?.number,
      body: 'police',
      state: 'open',
      people: recall.people.length,
    })
    for (const made of [`${token.slice(0, -3)}xyz`, token.replace('.0.', '.1.'), 'f'.repeat(40)])
      expect(await refusal(nobody.call(readAlertLink, { token: made }))).toBe('notFound')
    setClock(new Date(now().getTime() + 2 * 3_600_000 + 1000))
    for (const ask of [readAlertLink, answerAlert])
      expect(await refusal(nobody.call(ask, { token }))).toBe('alert.linkOld')
    setClock(new Date())
    const [first, second] = await Promise.all([1, 2].map(() => nobody.call(answerAlert, { token })))
    expect([first, second]).toEqual([{ acknowledged: true }, { acknowledged: true }])
    expect(await nobody.call(readAlertLink, { token })).toMatchObject({ state: 'acknowledged' })
    const police = (await cast.read(recall)).alerts.find(({ body }) => body === 'police')
    expect(police?.acknowledged).toMatchObject({ by: 'police一', recordedBy: null })
  })

  it('is told to a chat group’s robot, and says who wrote down that somebody answered on the phone', async () => {
    const { communityId } = day
    const before = await day.lead.call(readDuty, { communityId })
    const robot = { name: '派出所群', by: 'webhook' as const, url: `${cast.address}/robot` }
    await day.lead.call(setDuty, {
      communityId,
      escalateAfter: 5,
      contacts: { ...before.contacts, police: [robot] },
    })
    const recall = await cast.positivePool(cast.take().documents.slice(0, 1))
    const [told] = await until(
      async () => cast.sent.filter(({ path, text }) => path === '/robot' && JSON.stringify(text).includes('/duty/')),
      (messages) => messages.length > 0,
    )
    expect(told).toMatchObject({ msgtype: 'text', text: { content: expect.stringContaining('应急事件') } })
    expect(told?.authorization).toBeUndefined()
    const { id } = nth(
      recall.alerts.filter(({ body }) => body === 'police'),
      0,
    )
    const done = await day.lead.call(acknowledgeAlert, { alertId: id, by: '王警官' })
    expect(done.acknowledged).toMatchObject({ by: '王警官', recordedBy: 'communityLead' })
    await day.lead.call(setDuty, { communityId, ...before })
  })

  it('gives the doors to the sampling team that acknowledges, to nobody when somebody else does', async () => {
    const doorsOf = async (recall: Recall) => recallDoors(await cast.read(recall, team))
    const answer = async (recall: Recall, who: Player, by?: string) => {
      const { id } = nth(
        recall.alerts.filter(({ body }) => body === 'samplingTeam'),
        0,
      )
      await who.call(acknowledgeAlert, { alertId: id, by })
    }
    const first = await cast.positivePool(cast.take().documents.slice(0, 1))
    await answer(first, day.lead, '不在表上的人')
    expect(await doorsOf(first)).toMatchObject([{ team: null, state: 'open' }])

    const second = await cast.positivePool(cast.take().documents.slice(0, 1))
    await answer(second, team)
    expect(await doorsOf(second)).toMatchObject([{ team: { own: true }, place: 1, state: 'assigned' }])
    const third = await cast.positivePool(cast.take().documents.slice(0, 1))
    await answer(third, team)
    expect((await doorsOf(third))[0]?.team?.id).toBe((await doorsOf(second))[0]?.team?.id)
  })

  it('is sent although many older ones wait where nobody is on duty', async () => {
    const communityId = oid('f'.repeat(24))
    const waiting = Array.from({ length: 60 }, (_, i) => ({
      _id: newId(),
      number: `WAIT-${i}`,
      recallId: newId(),
      communityId,
      body: 'police' as const,
      cause: 'recall' as const,
      tubeId: newId(),
      state: 'open' as const,
      raisedAt: new Date(0),
      turn: 0,
      failures: 0,
      dueAt: new Date(i),
      waiting: false,
      tries: [],
    }))
    await AlertModel.create(waiting)
    await cast.sentOf(await cast.positivePool(cast.take().documents.slice(0, 2)), 3)
    await AlertModel.deleteMany({ communityId })
  })

  it('is tried again when the gateway fails, then goes to the next person', async () => {
    cast.gateway.answers = 500
    const recall = await cast.positivePool(cast.take().documents.slice(0, 2))
    const team_ = async () =>
      nth(
        (await cast.read(recall)).alerts.filter(({ body }) => body === 'samplingTeam'),
        0,
      ).tries
    for (const count of [1, 2, 3, 4]) {
      await until(team_, (list) => list.length >= count)
      setClock(new Date(now().getTime() + 31_000))
    }
    cast.gateway.answers = 200
    expect((await team_()).slice(0, 4).map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
      'samplingTeam一 failed',
      'samplingTeam一 failed',
      'samplingTeam一 failed',
      'samplingTeam二 failed',
    ])
  })
})

it('a duty roster is kept whole and sealed; bad phones and endless waits are refused', async () => {
  const other = nth(strangers, 0)
  const { communityId } = await scene(house)
  const keep = (contacts: Record<string, unknown>[], escalateAfter = 3) =>
    day.lead.call(setDuty, { communityId, escalateAfter, contacts: { police: contacts as never } })
  expect(await day.lead.call(readDuty, { communityId })).toEqual({ escalateAfter: 5, contacts: {} })
  expect(await refusal(keep([{ name: '王', phone: 'abc', by: 'sms' }]))).toBe('input.invalid')
  expect(await refusal(keep([{ name: '群', by: 'webhook' }]))).toBe('input.invalid')
  expect(await refusal(keep([{ name: '群', by: 'webhook', url: 'ftp://robot.example' }]))).toBe('input.invalid')
  expect(
    ['https://10.0.0.1/x', 'http://robot.example', 'https://db/x', 'https://a.internal/'].filter(publicRobot),
  ).toEqual([])
  expect(publicRobot('https://robot.example/send?key=1')).toBe(true)
  expect(await refusal(keep([], 0))).toBe('input.invalid')
  expect(await refusal(other.call(readDuty, { communityId }))).toBe('auth.forbidden')
  const night = { name: '王警官', phone: '0316-211 0110', by: 'call', hours: { from: '20:00', to: '08:00' } }
  expect(await keep([night])).toEqual({
    escalateAfter: 3,
    contacts: { police: [{ ...night, phone: '03162110110', url: null }] },
  })
  await Promise.all([keep([night], 4), keep([night], 6)])
  expect([4, 6]).toContain((await day.lead.call(readDuty, { communityId })).escalateAfter)
})
