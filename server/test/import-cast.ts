import { previewImport, readImport } from '@loumen/shared/imports/api'
import type { RosterImport } from '@loumen/shared/imports/schema'
import type { Player } from './cast'
import { until } from './house'

export const attach = (name: string, content: string | Buffer) => ({
  name,
  content: Buffer.from(content).toString('base64'),
})

export const readToEnd = (player: Player, importId: string): Promise<RosterImport> =>
  until(
    () => player.call(readImport, { importId }),
    ({ state }) => state !== 'reading',
    30_000,
  )

/** A preview that has been read to its end. */
export async function previewed(
  player: Player,
  communityId: string,
  file: { name: string; content: string },
): Promise<RosterImport> {
  const { id } = await player.call(previewImport, { communityId, file })
  return readToEnd(player, id)
}
