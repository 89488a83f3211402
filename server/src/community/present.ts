import type { Entrance, Grid, Node } from '@loumen/shared/community/schema'
import type { EntranceDocument, GridDocument, NodeDocument } from './model'

export const presentNode = (node: NodeDocument): Node => ({
  id: String(node._id),
  kind: node.kind,
  name: node.name,
  parentId: node.parentId ? String(node.parentId) : null,
})

export const presentEntrance = (entrance: EntranceDocument): Entrance => ({
  id: String(entrance._id),
  communityId: String(entrance.communityId),
  estate: entrance.estate,
  building: entrance.building,
  name: entrance.name,
  label: entrance.label,
  colour: entrance.colour,
  gridId: entrance.gridId ? String(entrance.gridId) : null,
})

export const presentGrid = (grid: GridDocument, entrances: readonly EntranceDocument[]): Grid => ({
  id: String(grid._id),
  communityId: String(grid.communityId),
  name: grid.name,
  entranceIds: entrances
    .filter((entrance) => String(entrance.gridId) === String(grid._id))
    .map((entrance) => String(entrance._id)),
})
