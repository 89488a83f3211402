import { me } from '@loumen/shared/accounts/api'
import { arrive, listMuster, releaseMustered } from '@loumen/shared/muster/api'
import {
  askLoan,
  declineLoan,
  grantLoan,
  listLoanPeople,
  listLoans,
  myLoans,
  returnLoan,
  withdrawLoan,
} from '@loumen/shared/muster/loans-api'
import { longestMuster } from '@loumen/shared/muster/rules'
import { addPost } from '@loumen/shared/rounds/api'
import { leaveShift, planShifts, takeUpShift } from '@loumen/shared/shifts/api'
import { readDesk } from '@loumen/shared/tubes/api'
import { now, setClock } from '../src/clock'
import { LoanModel } from '../src/muster/loan-model'
import { nth, type Player, resident, type Scene, scene, staff } from './cast'
import { atOnce, refusal, startHouse, type TestHouse } from './house'

const hour = 3_600_000
let house: TestHouse
/** The community that needs people, and the one that has them, each with a lead of its own. */
let here: Scene
let there: Scene
let borrower: Player
let lender: Player

beforeAll(async () => {
  house = await startHouse()
  ;[here, there] = [await scene(house), await scene(house)]
  borrower = await staff(house, 'communityLead', here.communityId)
  lender = await staff(house, 'communityLead', there.communityId)
})
afterAll(() => house.close())

const later = (ms: number) => new Date(now().getTime() + ms).toISOString()
const ask = (who: Player, more: Record<string, unknown> = {}) =>
  who.call(askLoan, {
    roundId: here.round.id,
    siteId: here.siteId,
    lenderId: there.communityId,
    role: 'registrar',
    starts: later(hour),
    until: later(5 * hour),
    ...more,
  })
const asked = async (more: Record<string, unknown> = {}) => nth((await ask(borrower, more)).loanIds, 0)
const lend = (who: Player, loanId: string, accountId: string) => who.call(grantLoan, { loanId, accountId })
const lent = async (loanId: string) =>
  (await lender.call(listLoans, { communityId: there.communityId })).lent.find(({ id }) => id === loanId)
const desk = (who: Player) => refusal(who.call(readDesk, { tableId: nth(here.tableIds, 0) }))

it('lends one of its people to a site for a time: the rights there begin and end with it, the hours count on both sides', async () => {
  const helper = await staff(house, 'registrar', there.siteId)
  const loanId = await asked({ note: '登记台缺人' })
  expect(JSON.stringify(await LoanModel.collection.find().toArray())).not.toContain('登记台缺人')
  expect(await lent(loanId)).toMatchObject({ state: 'asked', note: '登记台缺人', person: null, site: '广场' })
  const { people } = await lender.call(listLoanPeople, { loanId })
  expect(people.find(({ accountId }) => accountId === helper.id)).toMatchObject({ roles: ['registrar'], busy: false })
  await lend(lender, loanId, helper.id)
  expect(await helper.call(myLoans, {})).toMatchObject({
    loans: [{ site: '广场', place: '中心广场', role: 'registrar' }],
  })
  expect(await desk(helper)).toBe('auth.forbidden')
  const board = async () => (await borrower.call(listMuster, { roundId: here.round.id })).people
  expect(nth(await board(), 0)).toMatchObject({ state: 'expected', dueAt: (await lent(loanId))?.starts })
  setClock(new Date(now().getTime() + hour))
  expect(await desk(helper)).toBe('not refused')
  await helper.call(arrive, { siteId: here.siteId })
  const post = await borrower.call(addPost, { roundId: here.round.id, name: '登记台', kind: 'registration' })
  const { shifts } = await borrower.call(planShifts, {
    postId: post.id,
    from: now().toISOString(),
    accountIds: [helper.id],
  })
  const { id: shiftId } = nth(shifts, 0)
  await helper.call(takeUpShift, { shiftId })
  setClock(new Date(now().getTime() + 2 * hour))
  await helper.call(leaveShift, { shiftId })
  expect((await lent(loanId))?.minutes).toBe(120)
  const { borrowed } = await borrower.call(listLoans, { communityId: here.communityId })
  expect(borrowed.find(({ id }) => id === loanId)?.minutes).toBe(120)
  setClock(new Date(now().getTime() + 2 * hour))
  expect(await desk(helper)).toBe('auth.forbidden')
  expect((await lent(loanId))?.state).toBe('over')
  expect((await helper.call(me, {})).grants).toContainEqual({ role: 'registrar', scope: there.siteId })
})

it('is returned early by either side or by letting go at the site, once; the role is gone at once', async () => {
  const ways: ((loanId: string) => Promise<unknown>)[] = [
    (loanId) => borrower.call(returnLoan, { loanId }),
    (loanId) => lender.call(returnLoan, { loanId }),
    async () => {
      const { people } = await borrower.call(listMuster, { roundId: here.round.id })
      const guest = people.find(({ state }) => state !== 'released')
      return borrower.call(releaseMustered, { musterId: guest?.id ?? '' })
    },
  ]
  for (const way of ways) {
    const helper = await staff(house, 'registrar', there.communityId)
    const loanId = await asked({ starts: later(-60_000) })
    await lend(lender, loanId, helper.id)
    expect(await desk(helper)).toBe('not refused')
    await way(loanId)
    expect([await desk(helper), (await lent(loanId))?.state]).toEqual(['auth.forbidden', 'returned'])
    expect(await refusal(borrower.call(returnLoan, { loanId }))).toBe('loan.state')
    expect((await helper.call(me, {})).grants).toHaveLength(1)
  }
})

it('is granted once, to somebody of its own who is free, and else declined or withdrawn', async () => {
  const [one, other] = [
    await staff(house, 'registrar', there.communityId),
    await staff(house, 'captain', there.communityId),
  ]
  const loanId = await asked()
  expect((await atOnce(lend(lender, loanId, one.id), lend(lender, loanId, other.id))).sort()).toEqual([
    'done',
    'loan.state',
  ])
  const second = await asked()
  const taken = (await lender.call(listLoanPeople, { loanId: second })).people.filter(({ busy }) => busy)
  expect(taken).toHaveLength(1)
  expect(await refusal(lend(lender, second, nth(taken, 0).accountId))).toBe('loan.busy')
  const stranger = await staff(house, 'registrar', here.communityId)
  expect(await refusal(lend(lender, second, stranger.id))).toBe('loan.person')
  await lender.call(declineLoan, { loanId: second, reason: '我们也缺人' })
  const { borrowed } = await borrower.call(listLoans, { communityId: here.communityId })
  expect(borrowed.find(({ id }) => id === second)).toMatchObject({ state: 'declined', reason: '我们也缺人' })
  const third = await asked()
  await borrower.call(withdrawLoan, { loanId: third })
  for (const step of [lend(lender, third, other.id), lender.call(declineLoan, { loanId: third, reason: '晚了' })])
    expect(await refusal(step)).toMatch(/^loan\.(state|busy)$/)
  const late = await asked({ starts: later(-hour), until: later(hour) })
  setClock(new Date(now().getTime() + hour))
  expect((await lent(late))?.state).toBe('expired')
  expect(await refusal(lender.call(declineLoan, { loanId: late, reason: '晚了' }))).toBe('loan.state')
})

it('is asked by leads of a round, of another community, for a time that makes sense; nobody else hears of it', async () => {
  expect(await refusal(ask(borrower, { lenderId: here.communityId }))).toBe('loan.self')
  expect(await refusal(ask(borrower, { siteId: there.siteId }))).toBe('notFound')
  expect(await refusal(ask(borrower, { role: 'siteLead' }))).toBe('input.invalid')
  for (const [starts, until] of [
    [later(hour), later(hour)],
    [later(-2 * hour), later(-hour)],
    [later(0), later(longestMuster + 60_000)],
  ])
    expect(await refusal(ask(borrower, { starts, until }))).toBe('loan.times')
  const loanId = await asked()
  const third = await scene(house)
  const strangers = [
    await staff(house, 'communityLead', third.communityId),
    await staff(house, 'siteLead', here.siteId),
    await staff(house, 'gridLeader', there.communityId),
    await resident(house, '13400000009'),
  ]
  for (const who of strangers)
    for (const step of [
      ask(who),
      who.call(listLoans, { communityId: there.communityId }),
      who.call(listLoanPeople, { loanId }),
      lend(who, loanId, lender.id),
      who.call(withdrawLoan, { loanId }),
      who.call(returnLoan, { loanId }),
    ])
      expect(await refusal(step)).toBe('auth.forbidden')
  // Who asked hears nothing of the asked community's people, and cannot answer itself.
  for (const step of [borrower.call(listLoanPeople, { loanId }), lend(borrower, loanId, borrower.id)])
    expect(await refusal(step)).toBe('auth.forbidden')
  expect(await refusal(lender.call(withdrawLoan, { loanId }))).toBe('auth.forbidden')
})
