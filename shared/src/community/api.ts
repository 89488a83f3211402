import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Id, line } from '../fields'
import { CommunityName, Entrance, Grid, Node } from './schema'

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
