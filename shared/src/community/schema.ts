import '../zod-config'
import { z } from 'zod'
import { Id, line } from '../fields'

/** A node of the community tree; communities are the leaves and the tenants. */
export const Node = z.object({
  id: Id,
  kind: z.enum(['district', 'street', 'community']),
  name: z.string(),
  parentId: Id.nullable(),
})
export type Node = z.infer<typeof Node>

export const Entrance = z.object({
  id: Id,
  communityId: Id,
  estate: z.string(),
  building: z.string(),
  name: z.string(),
  /** What people call it: "3号楼2单元", with the estate in front where there are several. */
  label: z.string(),
  /** Index into the twelve entrance colours; fixed over rounds. */
  colour: z.number().int(),
  gridId: Id.nullable(),
})
export type Entrance = z.infer<typeof Entrance>

export const Grid = z.object({ id: Id, communityId: Id, name: z.string(), entranceIds: z.array(Id) })
export type Grid = z.infer<typeof Grid>

export const CommunityName = line(40)
