import {
  changePassword,
  createStaff,
  listStaff,
  me,
  sendCode,
  setClock,
  setGrants,
  signIn,
  signInByCode,
  signOut,
} from '@loumen/shared/accounts/api'
import { createCommunity, listEntrances, myCommunities } from '@loumen/shared/community/api'
import { rooms } from '@loumen/shared/events'
import { listRounds, myWork } from '@loumen/shared/rounds/api'
import { AccountModel } from '../src/accounts/model'
import { hashPassword } from '../src/accounts/password'
import { openSession } from '../src/accounts/sessions'
import { historyOf } from '../src/base/change'
import { oid } from '../src/base/db'
import { count, limits } from '../src/http/limits'
import { type Player, resident, type Scene, scene, staff, staffWith } from './cast'
import { atOnce, heard, refusal, refused, startHouse, type TestHouse } from './house'

let house: TestHouse
let day: Scene
/** The lead of one community only. */
let lead: Player
let otherId: string
let phones = 19_911_000_000
const newPhone = () => String(++phones)
let logins = 0
const newLogin = () => `person.${++logins}`
const role = (name: string, scope: string, until?: string) => ({ role: name as 'captain', scope, until })

describe('in a demo', () => {
  beforeAll(async () => {
    house = await startHouse()
    day = await scene(house)
    otherId = (await day.lead.call(createCommunity, { name: '另一个社区' })).id
    lead = await staff(house, 'communityLead', day.communityId)
  })
  afterAll(() => house.close())

  describe('a resident', () => {
    it('signs in with the code that was sent, and is the same account the next time', async () => {
      const phone = newPhone()
      const first = await resident(house, phone)
      const known = await first.call(me, {})
      expect(known).toMatchObject({ kind: 'resident', grants: [], phone: `${phone.slice(0, 3)}****${phone.slice(-4)}` })
      expect((await resident(house, `+86 ${phone.slice(0, 3)} ${phone.slice(3)}`)).id).toBe(first.id)
    })

    it('is refused with a wrong code and with a code that was used', async () => {
      const phone = newPhone()
      const { code = '' } = await house.client().call(sendCode, { phone })
      const wrong = code === '000000' ? '000001' : '000000'
      const ask = (text: string) => refusal(house.client().call(signInByCode, { phone, code: text }))
      expect(await ask(wrong)).toBe('auth.codeWrong')
      expect(await ask(code)).toBe('not refused')
      expect(await ask(code)).toBe('auth.codeWrong')
      expect(await refusal(house.client().call(signInByCode, { phone: newPhone(), code }))).toBe('auth.codeWrong')
    })

    it('has five tries for a code; the right one does not help after them', async () => {
      const phone = newPhone()
      const { code = '' } = await house.client().call(sendCode, { phone })
      const wrong = code === '000000' ? '000001' : '000000'
      const ask = (text: string) => refusal(house.client().call(signInByCode, { phone, code: text }))
      for (let attempt = 0; attempt < 5; attempt++) expect(await ask(wrong)).toBe('auth.codeWrong')
      expect(await ask(code)).toBe('auth.codeWrong')
    })

    it('cannot use one code on two phones at once', async () => {
      const phone = newPhone()
      const { code = '' } = await house.client().call(sendCode, { phone })
      const signIns = [1, 2].map(() => house.client().call(signInByCode, { phone, code }))
      expect(await atOnce(...signIns)).toEqual(['auth.codeWrong', 'done'])
    })

    it('gets five codes in ten minutes and is told how long to wait', async () => {
      const phone = newPhone()
      for (let sent = 0; sent < 5; sent++) await house.client().call(sendCode, { phone })
      const client = house.client()
      const told = await refused(client.call(sendCode, { phone }))
      expect(told).toMatchObject({ status: 429, code: 'rate.limited' })
      expect(told.details.seconds).toBeGreaterThan(0)
      expect(client.last.headers.get('retry-after')).toBe(String(told.details.seconds))
    })

    it('must give a mobile number', async () => {
      for (const phone of ['', '12345', '0351-4567890', '1990000000', 'phone'])
        expect(await refusal(house.client().call(sendCode, { phone }))).toBe('input.invalid')
    })
  })

  describe('staff', () => {
    const password = 'a very quiet morning'
    let stored: string
    beforeAll(async () => {
      stored = await hashPassword(password)
    })
    /** A captain with this password and a session on a phone; the slow hash is worked out once. */
    async function hired() {
      const player = await staff(house, 'captain', day.communityId)
      const login = newLogin()
      await AccountModel.updateOne({ _id: oid(player.id) }, { $set: { login, password: stored } })
      return { ...player, login }
    }
    const anotherSession = async ({ id }: { id: string }) => {
      const token = await openSession(oid(id), 'bearer')
      return Object.assign(house.client({ token }), { token })
    }

    it('have to change their first password before anything else', async () => {
      const login = newLogin()
      const { password = '' } = await lead.call(createStaff, {
        login: login.toUpperCase(),
        name: '王芳',
        grants: [role('captain', day.communityId)],
      })
      const { token, me: who } = await house.client().call(signIn, { login, password, on: 'phone' })
      expect(who).toMatchObject({ login, name: '王芳', mustChangePassword: true })
      const own = house.client({ token })
      expect(await refusal(own.call(myWork, {}))).toBe('auth.passwordMustChange')
      expect((await own.call(me, {})).mustChangePassword).toBe(true)
      for (const next of ['aaaaaaaaaaaaaa', 'password12345', '1234567890abc'])
        expect(await refusal(own.call(changePassword, { current: password, next }))).toBe('auth.passwordWeak')
      expect(await refusal(own.call(changePassword, { current: password, next: 'short' }))).toBe('input.invalid')
      expect(await refusal(own.call(changePassword, { current: password, next: password }))).toBe('auth.passwordWeak')
      await own.call(changePassword, { current: password, next: 'a quiet morning in May' })
      expect((await own.call(myWork, {})).rounds.map((round) => round.id)).toEqual([day.round.id])
    })

    it('are refused alike for an unknown login and a wrong password', async () => {
      const { login } = await hired()
      const ask = (name: string) =>
        refused(house.client().call(signIn, { login: name, password: 'not the password', on: 'phone' }))
      const [unknown, wrong] = await Promise.all([ask('nobody.here'), ask(login)])
      expect(unknown).toMatchObject({ status: 401, code: 'auth.wrong' })
      expect(wrong).toMatchObject({ status: unknown.status, code: unknown.code, details: unknown.details })
    })

    it('are locked out after ten wrong tries from their address, with the right password, too', async () => {
      const { login } = await hired()
      for (let attempt = 0; attempt < 10; attempt++) await count('signInByAccountAndAddress', `${login} 127.0.0.1`)
      const told = await refused(house.client().call(signIn, { login, password, on: 'phone' }))
      expect(told.code).toBe('rate.limited')
      expect(told.details.seconds).toBeGreaterThan(0)
    })

    it('are not locked out by a stranger at another address, nor by signing in often', async () => {
      const { login } = await hired()
      for (let attempt = 0; attempt < 10; attempt++) await count('signInByAccountAndAddress', `${login} 192.0.2.7`)
      for (let time = 0; time < 12; time++) await house.client().call(signIn, { login, password, on: 'phone' })
    })

    it('are not locked out everywhere by one stranger who goes on and on', async () => {
      const { login } = await hired()
      for (let attempt = 0; attempt < 10; attempt++) await count('signInByAccountAndAddress', `${login} 127.0.0.1`)
      const guess = () => refusal(house.client().call(signIn, { login, password: 'a guess at it', on: 'phone' }))
      expect(new Set(await Promise.all(Array.from({ length: 20 }, guess)))).toEqual(new Set(['rate.limited']))
      expect(await limits.signInByAccount.get(login)).toBeNull()
    })

    it('are asked to come again when one address has too many passwords checked at once', async () => {
      const { login } = await hired()
      const asks = Array.from({ length: 12 }, () =>
        refusal(house.client().call(signIn, { login, password: 'a wrong password', on: 'phone' })),
      )
      const answers = await Promise.all(asks)
      expect(answers.filter((answer) => answer === 'auth.wrong').length).toBe(8)
      expect(answers.filter((answer) => answer === 'rate.limited').length).toBe(4)
    })

    it('end every other session by changing the password, and its rooms, and keep their own', async () => {
      const own = await hired()
      const other = await anotherSession(own)
      const socket = await house.socket({ token: other.token })
      const mine = await house.socket({ token: own.token })
      const room = rooms.entrance(day.entrances[0]?.id ?? '')
      for (const each of [socket, mine]) expect(await each.emitWithAck('watch', room)).toEqual({ joined: true })
      const left = heard(socket, 'left')
      await own.call(changePassword, { current: password, next: 'another quiet morning' })
      expect((await left).room).toBe(room)
      expect(await refusal(other.call(me, {}))).toBe('auth.required')
      expect(await socket.emitWithAck('watch', room)).toEqual({ joined: false })
      expect((await own.call(me, {})).login).toBe(own.login)
      expect(await mine.emitWithAck('watch', room)).toEqual({ joined: true })
      expect(await refusal(house.client().call(signIn, { login: own.login, password, on: 'phone' }))).toBe('auth.wrong')
    })

    it('are signed out on the phone that signs out, and nowhere else', async () => {
      const own = await hired()
      const other = await anotherSession(own)
      expect(await other.call(signOut, {})).toEqual({ signedOut: true })
      expect(await refusal(other.call(me, {}))).toBe('auth.required')
      expect((await own.call(me, {})).login).toBe(own.login)
    })
  })

  describe('the console', () => {
    let cookie: string
    let header: string
    let token: string
    beforeAll(async () => {
      const player = await staff(house, 'communityLead', day.communityId)
      const [login, password] = [newLogin(), 'one more quiet morning']
      await AccountModel.updateOne({ _id: oid(player.id) }, { $set: { login, password: await hashPassword(password) } })
      token = player.token
      const answer = await fetch(`${house.url}/api/v1/staff-sessions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: house.url },
        body: JSON.stringify({ login, password, on: 'console' }),
      })
      header = answer.headers.get('set-cookie') ?? ''
      cookie = header.split(';')[0] ?? ''
      expect(await answer.json()).not.toHaveProperty('token')
    })
    const ask = (headers: Record<string, string>, method = 'GET', address = '/me', body?: object) =>
      fetch(`${house.url}/api/v1${address}`, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        body: body && JSON.stringify(body),
      })

    it('gets a cookie that scripts and other sites cannot use', () => {
      expect(header).toMatch(/^loumen=[\w-]{43};/)
      const flags = header.toLowerCase().split('; ')
      expect(flags).toEqual(expect.arrayContaining(['path=/', 'httponly', 'samesite=strict']))
      expect(flags.some((flag) => flag.startsWith('expires=') || flag.startsWith('max-age='))).toBe(true)
    })

    it('changes nothing for a request from another site or from nowhere', async () => {
      expect((await ask({ cookie })).status).toBe(200)
      for (const origin of ['', 'https://example.org', 'null']) {
        const answer = await ask({ cookie, origin }, 'DELETE', '/sessions/current')
        expect([answer.status, await answer.json()]).toMatchObject([403, { error: { code: 'origin.foreign' } }])
      }
      expect((await ask({ cookie })).status).toBe(200)
    })

    it('never mixes cookies and bearer tokens', async () => {
      const inCookie = cookie.split('=')[1] ?? ''
      expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(200)
      expect((await ask({ authorization: `Bearer ${inCookie}` })).status).toBe(401)
      expect((await ask({ cookie: `loumen=${token}`, origin: house.url })).status).toBe(401)
      await expect(house.socket({ token: inCookie })).rejects.toThrow('auth.required')
    })

    it('forgets the cookie when it signs out', async () => {
      const answer = await ask({ cookie, origin: house.url }, 'DELETE', '/sessions/current')
      expect(answer.status).toBe(200)
      expect(answer.headers.get('set-cookie')).toMatch(/^loumen=;/)
      expect((await ask({ cookie })).status).toBe(401)
    })
  })

  describe('roles', () => {
    it('are given by a community’s lead inside the community only', async () => {
      const make = (...grants: ReturnType<typeof role>[]) =>
        lead.call(createStaff, { login: newLogin(), name: '张伟', grants })
      const entranceId = day.entrances[0]?.id ?? ''
      expect((await make(role('captain', entranceId), role('volunteer', day.communityId))).staff.grants).toHaveLength(2)
      expect(await refusal(make(role('captain', otherId)))).toBe('auth.forbidden')
      expect(await refusal(make(role('captain', entranceId), role('captain', otherId)))).toBe('auth.forbidden')
      expect(await refusal(make(role('volunteer', 'all')))).toBe('auth.forbidden')
      expect(await refusal(make(role('admin', day.communityId)))).toBe('account.roleTooWide')
      expect(await refusal(make(role('district', day.communityId)))).toBe('account.roleTooWide')
      expect(await refusal(make(role('captain', 'f'.repeat(24))))).toBe('notFound')
      expect(await refusal(make(role('resident', day.communityId)))).toBe('input.invalid')
    })

    it('of an administrator are given by an administrator of that place only', async () => {
      const mixed = await staffWith(house, [role('admin', otherId), role('communityLead', day.communityId)])
      const ended = await staffWith(house, [role('admin', 'all', '2020-01-01T00:00:00Z'), role('communityLead', 'all')])
      const admin = await staff(house, 'admin', 'all')
      const input = { login: newLogin(), name: '张伟', grants: [role('admin', day.communityId)] }
      expect(await refusal(mixed.call(createStaff, input))).toBe('account.roleTooWide')
      expect(await refusal(ended.call(createStaff, input))).toBe('account.roleTooWide')
      expect(await refusal(admin.call(createStaff, input))).toBe('not refused')
    })

    it('cannot be given by captains, residents or nobody', async () => {
      const input = { login: newLogin(), name: '张伟', grants: [role('volunteer', day.communityId)] }
      for (const stranger of [await staff(house, 'captain', day.communityId), await resident(house, newPhone())]) {
        expect(await refusal(stranger.call(createStaff, input))).toBe('auth.forbidden')
        expect(await refusal(stranger.call(setGrants, { accountId: lead.id, grants: [] }))).toBe('auth.forbidden')
        expect(await refusal(stranger.call(listStaff, { communityId: day.communityId }))).toBe('auth.forbidden')
      }
      expect(await refusal(house.client().call(createStaff, input))).toBe('auth.required')
      const without = await staffWith(house, [])
      expect(await refusal(without.call(setGrants, { accountId: without.id, grants: [] }))).toBe('auth.forbidden')
    })

    it('of somebody who works elsewhere, too, cannot be changed from here', async () => {
      const both = await staffWith(house, [role('captain', day.communityId), role('captain', otherId)])
      expect(await refusal(lead.call(setGrants, { accountId: both.id, grants: [] }))).toBe('auth.forbidden')
      const own = await staff(house, 'captain', day.communityId)
      expect(await refusal(lead.call(setGrants, { accountId: own.id, grants: [role('captain', otherId)] }))).toBe(
        'auth.forbidden',
      )
    })

    it('that have ended give nothing', async () => {
      const before = await staffWith(house, [role('communityLead', day.communityId, '2020-01-01T00:00:00Z')])
      expect(await refusal(before.call(listStaff, { communityId: day.communityId }))).toBe('auth.forbidden')
      expect(await refusal(before.call(listEntrances, { communityId: day.communityId }))).toBe('auth.forbidden')
      expect(await refusal(before.call(listRounds, { communityId: day.communityId }))).toBe('auth.forbidden')
      expect((await before.call(myWork, {})).rounds).toEqual([])
      expect((await before.call(myCommunities, {})).communities).toEqual([])
      const still = await staffWith(house, [role('communityLead', day.communityId, '2120-01-01T00:00:00Z')])
      expect(await refusal(still.call(listStaff, { communityId: day.communityId }))).toBe('not refused')
    })

    it('reach the rooms of a live socket when they are taken away', async () => {
      const captain = await staff(house, 'captain', day.communityId)
      const socket = await house.socket({ token: captain.token })
      const [mine, board] = [rooms.entrance(day.entrances[0]?.id ?? ''), rooms.board(day.round.id)]
      for (const room of [mine, board]) expect(await socket.emitWithAck('watch', room)).toEqual({ joined: true })
      const left = heard(socket, 'left')
      await lead.call(setGrants, { accountId: captain.id, grants: [] })
      expect(await left).toEqual({ room: mine })
      expect(await refusal(captain.call(listEntrances, { communityId: day.communityId }))).toBe('auth.forbidden')
      expect(await socket.emitWithAck('watch', mine)).toEqual({ joined: false })
      expect(await socket.emitWithAck('watch', board)).toEqual({ joined: true })
      expect((await historyOf(captain.id)).map(({ what, accountId }) => [what, accountId])).toEqual([
        ['staff.granted', lead.id],
      ])
    })

    it('leave the rooms of a live socket when they end by themselves', async () => {
      const end = new Date(Date.now() + 1500).toISOString()
      const captain = await staffWith(house, [role('captain', day.communityId, end)])
      const lasting = await staff(house, 'captain', day.communityId)
      const mine = rooms.entrance(day.entrances[0]?.id ?? '')
      const sockets = [await house.socket({ token: captain.token }), await house.socket({ token: lasting.token })]
      for (const socket of sockets) expect(await socket.emitWithAck('watch', mine)).toEqual({ joined: true })
      const left = sockets.map((socket) => heard(socket, 'left'))
      // Given an end while the socket is open.
      await lead.call(setGrants, { accountId: lasting.id, grants: [role('captain', day.communityId, end)] })
      expect(await Promise.all(left)).toEqual([{ room: mine }, { room: mine }])
      for (const socket of sockets) expect(await socket.emitWithAck('watch', mine)).toEqual({ joined: false })
    })

    it('are listed for a community without the staff of others', async () => {
      const here = await staff(house, 'volunteer', day.entrances[1]?.id ?? '')
      const there = await staff(house, 'volunteer', otherId)
      const ids = (await lead.call(listStaff, { communityId: day.communityId })).staff.map(({ id }) => id)
      expect(ids).toContain(here.id)
      expect(ids).not.toContain(there.id)
    })
  })

  describe('a login name', () => {
    it('is given once, to one of two who ask at once', async () => {
      const input = { login: newLogin(), name: '张伟', grants: [role('volunteer', day.communityId)] }
      expect(await atOnce(lead.call(createStaff, input), day.lead.call(createStaff, input))).toEqual([
        'account.loginTaken',
        'done',
      ])
    })

    it('is the same account when the operation is sent twice, and the password is said once', async () => {
      const input = { login: newLogin(), name: '张伟', grants: [role('volunteer', day.communityId)] }
      const operationId = 'a-very-special-operation'
      const first = await lead.call(createStaff, input, { operationId })
      const again = await lead.call(createStaff, input, { operationId })
      expect(first.password).toMatch(/^[a-z]+-[a-z]+-[a-z]+$/)
      expect(again).toEqual({ staff: first.staff })
    })
  })

  it('the clock is set by administrators only', async () => {
    const admin = await staff(house, 'admin', 'all')
    expect(await refusal(lead.call(setClock, { now: '2022-01-09T07:00:00Z' }))).toBe('auth.forbidden')
    expect(await admin.call(setClock, { now: '2022-01-09T07:00:00.000Z', speed: 60 })).toMatchObject({ speed: 60 })
    expect((await admin.call(me, {})).now.slice(0, 10)).toBe('2022-01-09')
    await admin.call(setClock, { now: new Date().toISOString() })
  })
})

describe('outside a demo', () => {
  beforeAll(async () => {
    house = await startHouse({ DEMO: '0' })
  })
  afterAll(() => house.close())

  it('no code is sent or shown, because there is no sender', async () => {
    expect(await refused(house.client().call(sendCode, { phone: newPhone() }))).toMatchObject({
      status: 503,
      code: 'auth.noSender',
    })
  })

  it('the clock cannot be set', async () => {
    const admin = await staff(house, 'admin', 'all')
    expect(await refusal(admin.call(setClock, { now: '2022-01-09T07:00:00Z' }))).toBe('route.unknown')
    expect((await admin.call(me, {})).demo).toBe(false)
  })
})
