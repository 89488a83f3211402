/** A node of the tree that the app hands to the templates: Taro's short names. */
export interface Node {
  sid?: string
  uid?: string
  /** The class. */
  cl?: string
  /** Text. */
  v?: unknown
  disabled?: boolean
  p0?: unknown
  cn?: Node[]
  [key: string]: unknown
}

export function* walk(node: Node | undefined): Generator<Node> {
  if (!node) return
  yield node
  for (const child of node.cn ?? []) yield* walk(child)
}

export const textOf = (node: Node | undefined): string =>
  !node ? '' : node.cn ? node.cn.map(textOf).join('') : node.v === undefined ? '' : String(node.v)

/** Applies one patch of setData: `root.cn.[0].v`. */
export function patch(data: Record<string, unknown>, path: string, value: unknown) {
  const steps = path.replace(/\.?\[(\d+)\]/g, '.$1').split('.')
  const last = steps.pop() ?? ''
  let place = data
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1] ?? last
    place[step] ??= /^\d+$/.test(next) ? [] : {}
    place = place[step] as Record<string, unknown>
  }
  place[last] = value === undefined ? undefined : JSON.parse(JSON.stringify(value))
}
