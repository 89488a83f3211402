interface Waiting<Q, A> {
  question: Q
  resolve(answer: A | Promise<A>): void
  reject(error: unknown): void
}

/**
 * Answers questions of one kind with few readings: at most `atOnce` run, each for up to `together` questions, and whoever asks
 * meanwhile is read for with all others that wait. Every answer is read after its question came; `read` answers in the
 * order of the questions, and may answer single ones with a promise that fails.
 */
export function gathering<Q, A>(
  { atOnce, together }: { atOnce: number; together: number },
  read: (questions: Q[]) => Promise<readonly (A | Promise<A>)[]>,
): (question: Q) => Promise<A> {
  let running = 0
  const waiting: Waiting<Q, A>[] = []
  const next = async () => {
    if (running >= atOnce || !waiting.length) return
    running++
    const asked = waiting.splice(0, together)
    try {
      const answers = await read(asked.map(({ question }) => question))
      for (const [at, { resolve }] of asked.entries()) resolve(answers[at] as A | Promise<A>)
    } catch (error) {
      for (const { reject } of asked) reject(error)
    }
    running--
    void next()
  }
  return (question) =>
    new Promise<A>((resolve, reject) => {
      waiting.push({ question, resolve, reject })
      void next()
    })
}
