import type { Desk, Tube } from '@loumen/shared/tubes/schema'
import type { Entry } from './journal'

/**
 * A desk as it is with what this phone recorded on top of the last truth from the server. Doing a record that the truth
 * already holds changes nothing. `at` is when the truth was read, by this phone's clock.
 */
export function deskWith(desk: Desk, entries: readonly Entry[], at: number): Desk {
  return entries
    .filter(({ tableId, sentAt }) => tableId === desk.tableId && (!sentAt || sentAt > at))
    .reduce((now, entry) => withEntry(now, entry), desk)
}

function withEntry(desk: Desk, { operation, people }: Entry): Desk {
  const { fact, recordedAt, id } = operation
  if (fact.kind === 'openTube') {
    if (tubeAt(desk, fact.barcode)) return desk
    const open: Tube = {
      id,
      roundId: desk.roundId,
      siteId: desk.siteId,
      tableId: desk.tableId,
      visitId: null,
      barcode: fact.barcode,
      capacity: desk.capacity,
      state: 'open',
      people: [],
      openedAt: recordedAt,
      closedAt: null,
      lane: null,
      diverted: null,
    }
    return { ...desk, open }
  }
  if (!('barcode' in fact) || desk.open?.barcode !== fact.barcode) return desk
  const tube = desk.open
  switch (fact.kind) {
    case 'admit': {
      const inside = new Set(tube.people.map(({ residentId }) => residentId))
      const more = people.filter(({ residentId }) => !inside.has(residentId))
      return { ...desk, open: { ...tube, people: [...tube.people, ...more] } }
    }
    case 'removePerson': {
      const left = tube.people.filter(({ residentId }) => residentId !== fact.residentId)
      return { ...desk, open: { ...tube, people: left } }
    }
    case 'closeTube':
      return {
        ...desk,
        open: null,
        closed: [{ ...tube, state: 'closed' as const, closedAt: recordedAt }, ...desk.closed].slice(0, 12),
      }
    case 'voidTube':
      return { ...desk, open: null }
    default:
      return desk
  }
}

export const tubeAt = ({ open, closed }: Desk, barcode: string): Tube | undefined =>
  [...(open ? [open] : []), ...closed].find((tube) => tube.barcode === barcode)
