/**
 * Before which entry of the order an entry has to be put so that it stands at place `to` afterwards; null for the end,
 * undefined when it would stay where it is.
 */
export function placeBefore(order: readonly string[], id: string, to: number): string | null | undefined {
  const from = order.indexOf(id)
  if (from < 0 || to < 0 || to >= order.length || to === from) return undefined
  return order[to > from ? to + 1 : to] ?? null
}
