import '../zod-config'
import { z } from 'zod'
import { Id, line } from '../fields'
import { PlanPoint } from '../rounds/posts'
import { AllowedHours, Contact, UnitKind } from './units'

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
  kind: UnitKind,
  /** Whether there is a lift; null where nobody has said. */
  lift: z.boolean().nullable(),
  /** Where it is on the site plan. */
  place: PlanPoint.nullable(),
  /** When its people may be called; none means any hour. */
  hours: AllowedHours,
  /** Who answers for the group; only for those who may call it. */
  contact: Contact.nullable(),
  /** Rises with every change. */
  rev: z.number().int(),
})
export type Entrance = z.infer<typeof Entrance>

export const Grid = z.object({ id: Id, communityId: Id, name: z.string(), entranceIds: z.array(Id) })
export type Grid = z.infer<typeof Grid>

export const CommunityName = line(40)

const placeName = z.string().trim().max(40)

/** What a person writes about an entrance or group. One of the three names has to be there. */
export const EntranceFields = z.object({
  kind: UnitKind,
  estate: placeName,
  building: placeName,
  name: placeName,
  /** What people call it; made of the names when left out. */
  label: z.string().trim().max(60).default(''),
  lift: z.boolean().nullable().default(null),
  hours: AllowedHours.default([]),
  contact: Contact.nullable().default(null),
})
export type EntranceFields = z.infer<typeof EntranceFields>

/** What people call an entrance of these names. */
export const entranceLabel = (
  { estate, building, name }: { estate: string; building: string; name: string },
  severalEstates: boolean,
) => `${severalEstates ? estate : ''}${building}${name}` || estate
