/** A table samples about 100 people an hour; 60 to 130 are seen (R17). */
export const usualRate = 100

/** People an hour and table, learned from tube closes once ten people are through; the usual rate before. */
export function tableRate(sampledLately: number, openTableMinutes: number): number {
  if (sampledLately < 10 || openTableMinutes < 5) return usualRate
  return Math.min(130, Math.max(30, (sampledLately / openTableMinutes) * 60))
}

/**
 * Minutes until an entrance is called, as a range rounded to five: the people before it shared by the open tables.
 * Undefined while no table is open, because then nobody can know.
 */
export function callMinutes(peopleBefore: number, openTables: number, rate: number): [number, number] | undefined {
  if (openTables < 1) return undefined
  const minutes = (peopleBefore / (openTables * rate)) * 60
  return [Math.floor((minutes * 0.8) / 5) * 5, Math.max(5, Math.ceil((minutes * 1.25) / 5) * 5)]
}
