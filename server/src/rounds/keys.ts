/** Scope of a round's key: it guards tubes, results and notes, and is destroyed with the round. */
export const roundKey = (roundId: unknown) => `round-${roundId}`
