import { inTransaction, newId } from '../src/base/db'
import { holderOf, withLease } from '../src/base/lease'
import { type Delivery, NoticeModel, queueNotices, reachOf, sendBy } from '../src/base/notices'
import { startHouse, type TestHouse, until } from './house'

let house: TestHouse
const heard: string[] = []
let answers: (accountId: string) => Delivery = () => 'sent'

beforeAll(async () => {
  house = await startHouse({})
  sendBy('first', async ({ accountId, cause }) => {
    heard.push(`${cause} ${accountId}`)
    return answers(accountId)
  })
})
afterAll(async () => {
  for (const name of ['first', 'second']) sendBy(name, undefined)
  await house.close()
})

const account = () => String(newId())
const queue = (cause: string, ...accountIds: string[]) =>
  inTransaction((session) =>
    queueNotices(
      { session },
      accountIds.map((accountId) => ({ cause, accountId, kind: 'entranceCalled', about: { roundId: account() } })),
    ),
  )
const settled = (cause: string) =>
  until(
    () => reachOf(cause),
    ({ waiting, queued }) => queued > 0 && waiting === 0,
  )

it('tells each account once of one cause, however often it is queued', async () => {
  const [one, two] = [account(), account()]
  await Promise.all([queue('call-1', one, two), queue('call-1', one, two)])
  await queue('call-1', one)
  expect(await settled('call-1')).toEqual({ queued: 2, waiting: 0, sent: { first: 2 }, unreached: 0 })
  expect(heard.filter((line) => line.startsWith('call-1 ')).sort()).toEqual([`call-1 ${one}`, `call-1 ${two}`].sort())
})

it('queues nothing when the change that causes it fails', async () => {
  const one = account()
  await expect(
    inTransaction(async (session) => {
      await queueNotices({ session }, [{ cause: 'call-2', accountId: one, kind: 'entranceCalled', about: {} }])
      throw new Error('the change failed')
    }),
  ).rejects.toThrow('the change failed')
  expect((await reachOf('call-2')).queued).toBe(0)
})

it('goes on to the next channel where the first has no way, and says who was reached by none', async () => {
  const [reached, not] = [account(), account()]
  answers = () => 'noGrant'
  sendBy('second', async ({ accountId }) => (accountId === reached ? 'sent' : 'noAddress'))
  await queue('call-3', reached, not)
  expect(await settled('call-3')).toEqual({ queued: 2, waiting: 0, sent: { second: 1 }, unreached: 1 })
  const row = await NoticeModel.findOne({ cause: 'call-3', accountId: not }).lean()
  expect(row?.outcomes).toEqual([
    { channel: 'first', outcome: 'noGrant' },
    { channel: 'second', outcome: 'noAddress' },
  ])
})

it('tries again later what may still work', async () => {
  const one = account()
  answers = () => 'again'
  await queue('call-4', one)
  const later = await until(
    () => NoticeModel.findOne({ cause: 'call-4' }).lean(),
    (row) => row?.state === 'waiting' && row.tries === 1,
  )
  expect(later?.dueAt.getTime()).toBeGreaterThan(later?.at.getTime() ?? Number.POSITIVE_INFINITY)
  answers = () => 'sent'
  await NoticeModel.updateOne({ cause: 'call-4' }, { $set: { dueAt: new Date(0) } })
  expect((await settled('call-4')).sent).toEqual({ first: 1 })
})

it('never sends again what a process was sending when it died', async () => {
  const one = account()
  await inTransaction(async (session) => {
    await queueNotices({ session }, [{ cause: 'call-5', accountId: one, kind: 'entranceCalled', about: {} }])
    await NoticeModel.updateOne({ cause: 'call-5' }, { $set: { state: 'sending', channel: 'first' } }, { session })
  })
  await queue('call-6', one)
  await settled('call-6')
  expect(await settled('call-5')).toEqual({ queued: 1, waiting: 0, sent: {}, unreached: 1 })
  expect(heard.filter((line) => line.startsWith('call-5 '))).toEqual([])
})

it('lets one holder of a lease work at a time, and another after it', async () => {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  let started = () => {}
  const working = new Promise<void>((resolve) => {
    started = resolve
  })
  const first = withLease('bell', 60_000, async (lease) => {
    started()
    await ended
    return lease.held()
  })
  await working
  expect(await withLease('bell', 60_000, async () => 'rang')).toBeUndefined()
  expect(await holderOf('bell')).toBeTruthy()
  end()
  expect(await first).toBe(true)
  expect(await holderOf('bell')).toBeUndefined()
  expect(await withLease('bell', 60_000, async () => 'rang')).toBe('rang')
})

it('follows a holder that died', async () => {
  const died = withLease('watch', 1, () => new Promise<void>((resolve) => setTimeout(resolve, 0)))
  const followed = await until(
    () => withLease('watch', 60_000, async () => 'followed'),
    (answer) => answer === 'followed',
  )
  await died
  expect(followed).toBe('followed')
})
