import type { Pack, PackPerson } from './pack'
import type { Recorded } from './schema'

const digits = (text: string) => text.replace(/\D/g, '') || text

/** Whether a name as somebody wrote it can be the masked one of a pack: 王建国 fits 王*国, and so does 王 alone. */
export function fitsMask(masked: string, name: string): boolean {
  const [letters, written] = [[...masked], [...name]]
  if (written.length !== 1 && written.length !== letters.length) return masked.startsWith(name)
  return written.every((letter, at) => letters[at] === '*' || letters[at] === letter)
}

/** Who of a pack lives behind a door: "501", or "3-2-501" with building and entrance in front. */
export function behindDoor(pack: Pack, text: string, entranceId?: string): PackPerson[] {
  const parts = text.split(/[-－—–\s]+|号楼|栋|幢|座|单元|门(?=.)/).filter(Boolean)
  const door = (parts.pop() ?? '').replace(/[室号]$/, '')
  const [entrance, building] = [...parts].reverse()
  return pack.people.filter((row) => {
    const where = pack.entrances[row[4]]
    return (
      row[5] === door &&
      (!entranceId || where?.id === entranceId) &&
      (!building || digits(where?.building ?? '') === digits(building)) &&
      (!entrance || (!!where && digits(where.label.replace(where.building, '')) === digits(entrance)))
    )
  })
}

/**
 * The people of a pack whom a scan means. A document number is told by its last four digits and never by itself: several
 * people may share them.
 */
export function rowsOf(pack: Pack, who: Recorded): PackPerson[] {
  switch (who.kind) {
    case 'known':
      return pack.people.filter(([residentId]) => who.residentIds.includes(residentId))
    case 'ticket': {
      const [, , householdId] = who.code.split('.')
      const household = pack.people.filter((row) => row[1] === householdId)
      return who.residentIds ? household.filter((row) => who.residentIds?.includes(row[0])) : household
    }
    case 'document':
      return pack.people.filter((row) => row[3] === who.number.slice(-4).toUpperCase())
    case 'door':
      return behindDoor(pack, who.door, who.entranceId).filter((row) => row[3] === who.last4)
    default:
      return []
  }
}
