import { wxmlToJs } from 'miniprogram-compiler'

/** An element as WeChat's own template compiler draws it. */
export interface Drawn {
  tag: string
  attr?: Record<string, unknown>
  children?: (Drawn | string)[]
}

/** Draws pages of a built mini-program from their data. */
export function drawer(folder: string): (route: string, data: unknown) => Drawn {
  const templates = new Function('global', 'window', wxmlToJs(folder))({}, {})
  return (route, data) => templates(`${route}.wxml`)(JSON.parse(JSON.stringify(data)))
}

export function findDrawn(element: Drawn | string, id: string): Drawn | undefined {
  if (typeof element === 'string') return undefined
  if (element.attr?.id === id) return element
  for (const child of element.children ?? []) {
    const found = findDrawn(child, id)
    if (found) return found
  }
  return undefined
}
