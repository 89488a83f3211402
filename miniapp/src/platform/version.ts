/** Whether a version such as `2.33.0` is this one or a later one; what is no version is none. */
export function isAtLeast(version: string, least: string): boolean {
  const [have, need] = [version, least].map((text) => text.split('.').map(Number))
  for (const [place, number] of (need ?? []).entries()) {
    const own = have?.[place] ?? 0
    if (own !== number) return own > number
  }
  return true
}
