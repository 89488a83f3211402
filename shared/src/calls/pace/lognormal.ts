/** A duration that is never negative and sometimes long: its mean and its standard deviation divided by the mean. */
export interface Spread {
  mean: number
  cv: number
}

/** Standard normal distribution, to seven digits (Abramowitz and Stegun 26.2.17). */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z))
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly
  return z > 0 ? 1 - tail : tail
}

function logs({ mean, cv }: Spread) {
  const variance = Math.log(1 + cv * cv)
  return { mu: Math.log(mean) - variance / 2, sigma: Math.sqrt(variance) }
}

/** The share of such durations that is over after `x`. */
export function overAfter(spread: Spread, x: number): number {
  if (x <= 0) return 0
  const { mu, sigma } = logs(spread)
  return normal((Math.log(x) - mu) / sigma)
}

/** The mean of those that last longer than `x`. */
export function meanBeyond(spread: Spread, x: number): number {
  if (x <= 0) return spread.mean
  const { mu, sigma } = logs(spread)
  const z = (Math.log(x) - mu) / sigma
  const beyond = 1 - normal(z)
  return beyond < 1e-6 ? x * 1.1 : Math.max(x, (spread.mean * (1 - normal(z - sigma))) / beyond)
}
