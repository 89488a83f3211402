import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id, line } from '../fields'
import { PlanPoint } from '../rounds/posts'
import { CommunityName, Entrance, EntranceFields, Grid, Node } from './schema'

/** Communities by name, for a resident who has to say where they live. */
export const listCommunities = endpoint({
  name: 'listCommunities',
  method: 'GET',
  path: '/communities',
  open: true,
  input: z.object({}),
  output: z.object({ communities: z.array(z.object({ id: Id, name: z.string() })) }),
})

/** The communities that the signed-in person works in. */
export const myCommunities = endpoint({
  name: 'myCommunities',
  method: 'GET',
  path: '/my/communities',
  input: z.object({}),
  output: z.object({ communities: z.array(Node) }),
})

/** Adds a community below a node, or at the top of the tree. Refuses with community.nameTaken. */
export const createCommunity = endpoint({
  name: 'createCommunity',
  method: 'POST',
  path: '/communities',
  input: z.object({ name: CommunityName, parentId: Id.optional() }),
  output: Node,
})

export const listEntrances = endpoint({
  name: 'listEntrances',
  method: 'GET',
  path: '/communities/:communityId/entrances',
  input: z.object({ communityId: Id }),
  output: z.object({ entrances: z.array(Entrance), grids: z.array(Grid) }),
})

/** Draws a grid from entrances; an entrance belongs to one grid, so it leaves the one it was in. */
export const drawGrid = endpoint({
  name: 'drawGrid',
  method: 'POST',
  path: '/communities/:communityId/grids',
  input: z.object({ communityId: Id, name: line(40), entranceIds: z.array(Id).min(1).max(500) }),
  output: Grid,
})

/**
 * Adds an entrance or a group; it takes the next colour and keeps it. Refuses with entrance.nameTaken, entrance.noName.
 */
export const addEntrance = endpoint({
  name: 'addEntrance',
  method: 'POST',
  path: '/communities/:communityId/entrances',
  input: EntranceFields.extend({ communityId: Id }),
  output: Entrance,
})

/**
 * Changes an entrance or group as somebody saw it (`rev`). The roster's files go on finding it by the names that it had.
 * Refuses with entrance.changed, entrance.nameTaken, entrance.noName.
 */
export const changeEntrance = endpoint({
  name: 'changeEntrance',
  method: 'PUT',
  path: '/entrances/:entranceId',
  input: EntranceFields.extend({ entranceId: Id, rev: z.number().int() }),
  output: Entrance,
})

/** Pins an entrance on the site plan, or takes it off. The last place counts. */
export const placeEntrance = endpoint({
  name: 'placeEntrance',
  method: 'PUT',
  path: '/entrances/:entranceId/place',
  input: z.object({ entranceId: Id, place: PlanPoint.nullable() }),
  output: Entrance,
})

/** Removes an entrance behind which nobody lives. Refuses with entrance.notEmpty. */
export const removeEntrance = endpoint({
  name: 'removeEntrance',
  method: 'DELETE',
  path: '/entrances/:entranceId',
  input: z.object({ entranceId: Id }),
  output: z.object({ entranceId: Id }),
})

/** Renames an estate, or one building of it; all its entrances follow. Refuses with entrance.nameTaken. */
export const renamePlace = endpoint({
  name: 'renamePlace',
  method: 'PUT',
  path: '/communities/:communityId/places',
  input: z.object({
    communityId: Id,
    estate: z.string().max(40),
    building: z.string().max(40).optional(),
    to: line(40),
  }),
  output: z.object({ entrances: z.array(Entrance) }),
})

/** Dissolves a grid: its entrances belong to none. Refuses with grid.hasLeader while somebody answers for it. */
export const dissolveGrid = endpoint({
  name: 'dissolveGrid',
  method: 'DELETE',
  path: '/communities/:communityId/grids/:gridId',
  input: z.object({ communityId: Id, gridId: Id }),
  output: z.object({ gridId: Id }),
})
