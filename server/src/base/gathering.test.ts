import { gathering } from './gathering'

/** A reading that is finished when the test says so. */
function held(limits: { atOnce: number; together: number }) {
  const readings: { asked: number[]; end: (error?: Error) => void }[] = []
  const ask = gathering<number, string>(
    limits,
    (asked) =>
      new Promise((resolve, reject) =>
        readings.push({
          asked,
          end: (error) =>
            error
              ? reject(error)
              : resolve(asked.map((n) => (n < 0 ? Promise.reject(new Error(`no ${n}`)) : `answer ${n}`))),
        }),
      ),
  )
  const said = (n: number) => ask(n).catch((error: Error) => error.message)
  return { readings, said }
}

it('reads for everybody who asked meanwhile at once, so many together, in their order', async () => {
  const { readings, said } = held({ atOnce: 1, together: 3 })
  const first = said(1)
  const others = [2, 3, 4, 5].map(said)
  expect(readings.map(({ asked }) => asked)).toEqual([[1]])
  readings[0]?.end()
  expect(await first).toBe('answer 1')
  expect(readings[1]?.asked).toEqual([2, 3, 4])
  readings[1]?.end()
  expect(await others[2]).toBe('answer 4')
  expect(readings[2]?.asked).toEqual([5])
  readings[2]?.end()
  expect(await Promise.all(others)).toEqual(['answer 2', 'answer 3', 'answer 4', 'answer 5'])
})

it('runs so many readings side by side', async () => {
  const { readings, said } = held({ atOnce: 2, together: 10 })
  const all = [1, 2, 3, 4].map(said)
  expect(readings.map(({ asked }) => asked)).toEqual([[1], [2]])
  readings[1]?.end()
  expect(await all[1]).toBe('answer 2')
  expect(readings[2]?.asked).toEqual([3, 4])
  for (const { end } of readings) end()
  expect(await Promise.all(all)).toHaveLength(4)
})

it('goes on after a reading that failed, and lets one answer fail alone', async () => {
  const { readings, said } = held({ atOnce: 1, together: 10 })
  const first = said(1)
  const others = [2, -3, 4].map(said)
  readings[0]?.end(new Error('no database'))
  expect(await first).toBe('no database')
  readings[1]?.end()
  expect(await Promise.all(others)).toEqual(['answer 2', 'no -3', 'answer 4'])
})
