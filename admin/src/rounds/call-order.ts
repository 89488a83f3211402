/** The order with one entry moved to another place; the others keep theirs. Places outside the list change nothing. */
export function moved<T>(order: readonly T[], from: number, to: number): T[] {
  const next = [...order]
  if (from < 0 || from >= next.length || to < 0 || to >= next.length) return next
  const [entry] = next.splice(from, 1)
  if (entry !== undefined) next.splice(to, 0, entry)
  return next
}
