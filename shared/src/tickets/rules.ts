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

/** Most blank slips that are printed at once: sixteen sheets of twelve. */
export const mostBlankSlips = 192

/**
 * Where an entrance's numbers for blank slips begin: far above those of the people who are expected behind it, so that
 * the two never meet.
 */
export const blankSlipsFrom = (nextNumber: number) => (nextNumber <= 3000 ? 5001 : 50_001)
