import { takingTurns } from './turns'

it('runs so many at once, the others in their order, and goes on after one that failed', async () => {
  const turn = takingTurns(2)
  const begun: number[] = []
  const ends: (() => void)[] = []
  const work = (n: number) => () =>
    new Promise<number>((resolve, reject) => {
      begun.push(n)
      ends[n] = () => (n === 1 ? reject(new Error('failed')) : resolve(n))
    })
  const all = [0, 1, 2, 3].map((n) => turn(work(n)).catch(() => -1))
  expect(begun).toEqual([0, 1])
  ends[1]?.()
  await all[1]
  expect(begun).toEqual([0, 1, 2])
  ends[0]?.()
  await all[0]
  expect(begun).toEqual([0, 1, 2, 3])
  ends[2]?.()
  ends[3]?.()
  expect(await Promise.all(all)).toEqual([0, -1, 2, 3])
  expect(await turn(async () => 'free')).toBe('free')
})
