import type { Tag } from '../roster/tags'

/** How a person is sampled in a round (R12): exactly one route each. */
export type Route = 'ordinary' | 'separate' | 'doorOnly'

const doorOnly: readonly Tag[] = ['homeHealthWatch', 'redCode']
const separate: readonly Tag[] = ['yellowCode']

/** The route that a person's and their household's tags mean: home isolation is never called down; a yellow code never mixes. */
export function routeOf(tags: readonly string[]): Route {
  if (doorOnly.some((tag) => tags.includes(tag))) return 'doorOnly'
  return separate.some((tag) => tags.includes(tag)) ? 'separate' : 'ordinary'
}
