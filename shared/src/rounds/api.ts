import '../zod-config'
import { z } from 'zod'
import { PhoneWays } from '../accounts/schema'
import { endpoint } from '../endpoint'
import { Id, Instant, line } from '../fields'
import { PlanPoint, Post, PostFields } from './posts'
import { PauseReason, Policy, Round, Site, SitePlan, Table, TableState } from './schema'

export const listRounds = endpoint({
  name: 'listRounds',
  method: 'GET',
  path: '/communities/:communityId/rounds',
  input: z.object({ communityId: Id }),
  output: z.object({ rounds: z.array(Round) }),
})

export const readRound = endpoint({
  name: 'readRound',
  method: 'GET',
  path: '/rounds/:roundId',
  input: z.object({ roundId: Id }),
  output: Round,
})

/** Opens a round and gives every expected person a ticket. Refuses with round.running, round.noHouseholds. */
export const openRound = endpoint({
  name: 'openRound',
  method: 'POST',
  path: '/communities/:communityId/rounds',
  input: z.object({
    communityId: Id,
    name: line(40).optional(),
    policy: Policy,
    sites: z.array(SitePlan).min(1).max(20),
    /** The call order; the order of buildings and entrances when left out. */
    entranceIds: z.array(Id).max(2000).optional(),
  }),
  output: Round,
})

/** Opens or closes a table. Refuses with table.state. */
export const setTable = endpoint({
  name: 'setTable',
  method: 'PUT',
  path: '/tables/:tableId/state',
  input: z.object({ tableId: Id, state: TableState }),
  output: Table,
})

/**
 * Stops a site for a while (R35): nobody is called or granted there, people on their way keep their place, called and
 * next are told. Refuses with site.paused.
 */
export const pauseSite = endpoint({
  name: 'pauseSite',
  method: 'PUT',
  path: '/sites/:siteId/pause',
  input: z.object({ siteId: Id, reason: PauseReason, until: Instant.optional() }),
  output: Site,
})

/** A paused site goes on. Refuses with site.notPaused. */
export const resumeSite = endpoint({
  name: 'resumeSite',
  method: 'PUT',
  path: '/sites/:siteId/resumption',
  input: z.object({ siteId: Id }),
  output: Site,
})

/** What a display needs to find its board; public, no personal data. */
export const readSite = endpoint({
  name: 'readSite',
  method: 'GET',
  path: '/sites/:siteId',
  open: true,
  input: z.object({ siteId: Id }),
  output: z.object({ id: Id, name: z.string(), place: z.string(), roundId: Id, community: z.string() }),
})

/** The ways from a site's display to its live board on a phone; public, no personal data. */
export const readSiteCode = endpoint({
  name: 'readSiteCode',
  method: 'GET',
  path: '/sites/:siteId/code',
  open: true,
  input: z.object({ siteId: Id }),
  output: PhoneWays,
})

/** The ways from a slip of an entrance to the live board on a phone, the same for every round; public, no personal data. */
export const readEntranceCode = endpoint({
  name: 'readEntranceCode',
  method: 'GET',
  path: '/entrances/:entranceId/code',
  open: true,
  input: z.object({ entranceId: Id }),
  output: PhoneWays,
})

/** The round that is under way at an entrance, or null; public, for whoever scanned the code on a slip. */
export const readEntranceRound = endpoint({
  name: 'readEntranceRound',
  method: 'GET',
  path: '/entrances/:entranceId/round',
  open: true,
  input: z.object({ entranceId: Id }),
  output: z.object({ roundId: Id.nullable() }),
})

/** The sites and rounds where the signed-in person works now: what a staff phone starts from. */
export const myWork = endpoint({
  name: 'myWork',
  method: 'GET',
  path: '/my/work',
  input: z.object({}),
  output: z.object({
    rounds: z.array(
      Round.extend({
        community: z.string(),
        entrances: z.array(z.object({ id: Id, label: z.string(), colour: z.number(), gridId: Id.nullable() })),
      }),
    ),
  }),
})

/** The posts of a round, for everybody who works in it. */
export const listPosts = endpoint({
  name: 'listPosts',
  method: 'GET',
  path: '/rounds/:roundId/posts',
  input: z.object({ roundId: Id }),
  output: z.object({ posts: z.array(Post) }),
})

/** Adds a post to a round. Refuses with round.state, post.times. */
export const addPost = endpoint({
  name: 'addPost',
  method: 'POST',
  path: '/rounds/:roundId/posts',
  input: PostFields.extend({ roundId: Id }),
  output: Post,
})

/** Changes a post; `rev` is the one that was seen, so that two at once do not undo each other. Refuses with post.changed. */
export const changePost = endpoint({
  name: 'changePost',
  method: 'PUT',
  path: '/posts/:postId',
  input: PostFields.extend({ postId: Id, rev: z.number().int() }),
  output: Post,
})

/** Pins a post on the plan, or takes it off. The last place counts. */
export const placePost = endpoint({
  name: 'placePost',
  method: 'PUT',
  path: '/posts/:postId/place',
  input: z.object({ postId: Id, place: PlanPoint.nullable() }),
  output: Post,
})

export const removePost = endpoint({
  name: 'removePost',
  method: 'DELETE',
  path: '/posts/:postId',
  input: z.object({ postId: Id }),
  output: z.object({ postId: Id }),
})

/**
 * Opens the next round like an earlier one: its policy, sites, tables, call order and posts, whose times move to today.
 * Refuses with round.running.
 */
export const cloneRound = endpoint({
  name: 'cloneRound',
  method: 'POST',
  path: '/rounds/:roundId/clones',
  input: z.object({ roundId: Id, name: line(40).optional() }),
  output: Round,
})
