import { rowsOf } from '@loumen/shared/operations/pack-search'
import type { Fact, Recorded } from '@loumen/shared/operations/schema'
import type { Admission, Desk, Scan, Tube, TubePerson } from '@loumen/shared/tubes/schema'
import { deskWith } from './desk'
import { journal, keepEntry, letGo } from './journal'
import { packOf, peopleIn } from './pack'
import { type Recorder, type Recording, refuse } from './recording'
import { isTrueTicket } from './sign'
import { type Truth, truthOf, truthsOf } from './truths'

const deskNow = ({ value, at }: Truth<Desk>) => deskWith(value, journal(), at)

interface Given {
  tableId?: string
  tubeId?: string
  barcode?: string
  scan?: Scan
  reason?: string
  residentId?: string
  count?: number
}

/**
 * Records what happens at a table: what a table can know by itself is checked, everything else is for the server, which
 * loses nothing.
 */
async function recordAtTable(name: string, input: unknown, operationId: string): Promise<Recording | undefined> {
  const given = input as Given
  const truth = given.tableId
    ? await truthOf<Desk>('desk', given.tableId)
    : truthsOf<Desk>('desk').find((one) => {
        const { open, closed } = deskNow(one)
        return open?.id === given.tubeId || closed.some(({ id }) => id === given.tubeId)
      })
  if (!truth) return undefined
  const desk = deskNow(truth)
  const { tableId, roundId, siteId } = desk
  const pack = await packOf(siteId)
  const keep = async (fact: Fact, people: TubePerson[] = []) => {
    await keepEntry({ roundId, tableId, id: operationId, fact, people }, pack)
    return deskNow(truth)
  }
  if (name === 'openTube') {
    const barcode = given.barcode ?? ''
    if (desk.open) return refuse('tube.tableBusy', { barcode: desk.open.barcode })
    if (desk.closed.some((tube) => tube.barcode === barcode)) return refuse('tube.barcodeUsed', { barcode })
    return { output: (await keep({ kind: 'openTube', tableId, barcode })).open }
  }
  const tube = desk.open
  if (!tube || tube.id !== given.tubeId) return refuse('tube.state', { state: 'closed' })
  const { barcode } = tube
  if (name === 'admit' && given.scan) {
    const who = whoIs(given.scan, pack, tube)
    if ('problem' in who || 'output' in who) return who
    const at = new Date().toISOString()
    const known = peopleIn(pack, who, at)
    const people = known.length ? known : [unknownPerson(operationId, who, at)]
    if (tube.people.length + people.length > tube.capacity)
      return refuse('tube.full', { capacity: tube.capacity, room: tube.capacity - tube.people.length })
    const reason = given.reason ? { reason: given.reason } : {}
    const after = await keep({ kind: 'admit', tableId, barcode, who, ...reason }, people)
    return { output: { kind: 'admitted', tube: after.open ?? tube, admitted: people } satisfies Admission }
  }
  if (name === 'removePerson') {
    const [residentId, reason] = [given.residentId ?? '', given.reason as never]
    // Somebody whom only this record knows: without it nothing is left to take out.
    const own = journal().find(({ operation, answer }) => operation.id === residentId && !answer)
    if (own) {
      await letGo(own.seq)
      return { output: deskNow(truth).open }
    }
    return { output: (await keep({ kind: 'removePerson', tableId, barcode, residentId, reason })).open }
  }
  if (name === 'closeTube') {
    const count = given.count ?? 0
    if (!tube.people.length) return refuse('tube.empty')
    if (count !== tube.people.length) return refuse('tube.countDiffers', { count: tube.people.length })
    await keep({ kind: 'closeTube', tableId, barcode, count })
    return { output: { ...tube, state: 'closed', closedAt: new Date().toISOString() } satisfies Tube }
  }
  if (name === 'voidTube') {
    await keep({ kind: 'voidTube', tableId, barcode, reason: given.reason ?? '' })
    return { output: { ...tube, state: 'void' } satisfies Tube }
  }
  return undefined
}

const atTable =
  (name: string): Recorder =>
  (input, operationId) =>
    recordAtTable(name, input, operationId)

export const tableRecorders: Record<string, Recorder> = {
  openTube: atTable('openTube'),
  admit: atTable('admit'),
  removePerson: atTable('removePerson'),
  closeTube: atTable('closeTube'),
  voidTube: atTable('voidTube'),
}

/** Whom a scan means by the pack; a question when several could be meant, a refusal when the table can tell by itself. */
function whoIs(scan: Scan, pack: Awaited<ReturnType<typeof packOf>>, tube: Tube): Recorded | Recording {
  if (!pack) return scan
  if (scan.kind === 'ticket' && scan.code.startsWith('LM1.') && !isTrueTicket(scan.code, pack.ticketKey))
    return refuse('scan.forged')
  const rows = rowsOf(pack, scan)
  const inside = tube.people.findIndex(({ residentId }) => rows.length === 1 && rows[0]?.[0] === residentId)
  if (inside >= 0) return refuse('person.inTube', { barcode: tube.barcode, place: inside + 1 })
  if (rows.length === 1 && rows[0]?.[7] === 'frozen') return refuse('person.frozen')
  if (rows.length === 1 && rows[0]?.[7] === 'doorOnly') return refuse('person.doorOnly')
  // A document number is checked by the server: its last four digits only name whom the table sees.
  if (scan.kind === 'document') return scan
  if (scan.kind === 'door') {
    if (rows.length > 1) return refuse('scan.ambiguous')
    return rows[0] ? { kind: 'known', residentIds: [rows[0][0]] } : refuse('scan.unknown')
  }
  if (rows.length <= 1 || (scan.kind === 'ticket' && scan.residentIds)) return scan
  const [first] = rows
  const where = first && pack.entrances[first[4]]
  return {
    output: {
      kind: 'choose',
      household: true,
      entrance: where?.label ?? '',
      door: first?.[5] ?? '',
      candidates: rows.map(([residentId, , name, last4, place, door, number, mark]) => ({
        residentId,
        name,
        last4: last4 || null,
        entrance: pack.entrances[place]?.label ?? '',
        door,
        number,
        obstacle: tube.people.some((person) => person.residentId === residentId)
          ? 'inTube'
          : mark === 'cancelled'
            ? 'cancelled'
            : null,
      })),
    } satisfies Admission,
  }
}

/** Somebody of whom the table knows only what was scanned. */
const unknownPerson = (id: string, who: Recorded, at: string): TubePerson => ({
  residentId: id,
  name: '—',
  last4: who.kind === 'document' ? who.number.slice(-4) : who.kind === 'door' ? who.last4 : null,
  entrance: '',
  colour: 0,
  door: who.kind === 'door' ? who.door : '',
  number: 0,
  admittedAt: at,
  reason: null,
  care: [],
  vouch: null,
})
