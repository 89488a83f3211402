import type { Entrance, Grid, Node } from '@loumen/shared/community/schema'
import { unseal } from '../base/personal'
import type { EntranceDocument, GridDocument, NodeDocument } from './model'

export const presentNode = (node: NodeDocument): Node => ({
  id: String(node._id),
  kind: node.kind,
  name: node.name,
  parentId: node.parentId ? String(node.parentId) : null,
})

export const contactPlace = (field: 'name' | 'phone', id: unknown) => `entrances.contact.${field}|${id}`

/** An entrance or group; who answers for it only when the asker may call there. */
export const presentEntrance = (entrance: EntranceDocument, contact: boolean): Entrance => ({
  id: String(entrance._id),
  communityId: String(entrance.communityId),
  estate: entrance.estate,
  building: entrance.building,
  name: entrance.name,
  label: entrance.label,
  colour: entrance.colour,
  gridId: entrance.gridId ? String(entrance.gridId) : null,
  kind: entrance.kind ?? 'entrance',
  lift: entrance.lift ?? null,
  place: entrance.place ?? null,
  hours: (entrance.hours ?? []).map(({ from, to }) => ({ from, to })),
  contact:
    contact && entrance.contact
      ? {
          name: unseal(contactPlace('name', entrance._id), entrance.contact.name),
          phone: entrance.contact.phone ? unseal(contactPlace('phone', entrance._id), entrance.contact.phone) : null,
        }
      : null,
  rev: entrance.rev ?? 0,
})

export const presentGrid = (grid: GridDocument, entrances: readonly EntranceDocument[]): Grid => ({
  id: String(grid._id),
  communityId: String(grid.communityId),
  name: grid.name,
  entranceIds: entrances
    .filter((entrance) => String(entrance.gridId) === String(grid._id))
    .map((entrance) => String(entrance._id)),
})
