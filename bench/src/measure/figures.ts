/** The middle one of some measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** For print: so many digits after the point. */
export const rounded = (value: number, digits = 2) => Number(value.toFixed(digits))
