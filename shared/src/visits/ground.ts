import { metresBetween, type SitePlan } from '../community/plan-api'
import type { Ground } from './route'

/** What is known of an entrance for the way to it. */
export interface KnownEntrance {
  id: string
  /** Another community is a walk away, whatever its order says. */
  communityId?: string
  /** Its place in the community's order of buildings. */
  order: number
  /** undefined or null where nobody has said. */
  lift?: boolean | null | undefined
  /** Shares of the site plan's width and height. */
  place?: { x: number; y: number } | null | undefined
  /** The site plan that its place is on: the same object for all on one plan. */
  plan?: Pick<SitePlan, 'width' | 'height' | 'metres'> | null | undefined
  topFloor: number
}

/** How wide a plan without a scale is taken to be, metres. */
const planMetres = 300
/** Between neighbouring entrances, where the plan says nothing. */
const betweenNeighbours = 25
/** Between entrances of two communities. */
const betweenCommunities = 800
/** From the site to the first entrance, where the plan says nothing. */
const toTheSite = 60
/** Houses of so many floors have a lift, unless somebody has said otherwise. */
const floorsWithLift = 8

/**
 * The ground between entrances, from what is known of them. A round may have several sites: a team comes from, and
 * goes back to, the nearest that is pinned on the plan of the entrance's community.
 */
export function groundOf(entrances: readonly KnownEntrance[], sites: readonly Pinned[] = []): Ground {
  const known = new Map(entrances.map((entrance) => [entrance.id, entrance]))
  const toSite = (entrance: KnownEntrance | undefined) => {
    const ways = sites.flatMap((site) => onPlan(entrance, site) ?? [])
    return ways.length ? Math.min(...ways) : toTheSite
  }
  return {
    metres(from, to) {
      const [a, b] = [from && known.get(from), to && known.get(to)]
      if (!a || !b) return toSite(a || b || undefined)
      if (a.communityId !== b.communityId) return betweenCommunities
      return onPlan(a, b) ?? Math.abs(a.order - b.order) * betweenNeighbours
    },
    lift(entranceId) {
      const entrance = known.get(entranceId)
      return entrance?.lift ?? (entrance?.topFloor ?? 0) >= floorsWithLift
    },
  }
}

type Pinned = Pick<KnownEntrance, 'place' | 'plan'>

/** Metres on the plan where both are pinned on the same one. */
function onPlan(a: Pinned | undefined, b: Pinned | undefined): number | undefined {
  if (!a?.place || !b?.place || a.plan !== b.plan) return undefined
  const measured = a.plan ? metresBetween(a.plan, a.place, b.place) : undefined
  return measured ?? Math.hypot(a.place.x - b.place.x, a.place.y - b.place.y) * planMetres
}
