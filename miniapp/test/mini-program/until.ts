/** Waits until something is there, looking every 20 ms; fails with what it waited for. */
export async function until<T>(what: string, look: () => T | undefined | false | null | '', ms = 30_000): Promise<T> {
  const end = Date.now() + ms
  for (;;) {
    const found = look()
    if (found) return found
    if (Date.now() > end) throw new Error(`waited ${ms} ms for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
