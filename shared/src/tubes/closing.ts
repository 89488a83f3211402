/** Nobody waits longer than this for others to fill a tube, milliseconds. */
export const longestWait = 4 * 60_000

export interface TubeInHand {
  capacity: number
  people: number
  /** How many of the household that comes next are here; 0 while nobody is known to come. */
  next: number
  /** Milliseconds since the last person was put in. */
  quiet: number
}

/**
 * Whether a tube is better closed now, and why: it is full, the next household does not fit and may stay together in
 * the next one, or those inside have waited long enough for others. A household larger than a whole tube is never
 * waited for.
 */
export function closingAdvice({
  capacity,
  people,
  next,
  quiet,
}: TubeInHand): 'full' | 'together' | 'waited' | undefined {
  if (!people) return undefined
  const room = capacity - people
  if (room <= 0) return 'full'
  if (next > room && next <= capacity) return 'together'
  return quiet >= longestWait ? 'waited' : undefined
}
