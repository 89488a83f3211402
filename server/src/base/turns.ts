/** Lets at most so many pieces of a kind of work run at once; the others wait in the order in which they came. */
export function takingTurns(most: number) {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running < most) running++
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      // Whoever waits longest takes this place over; without anybody it is free.
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}
