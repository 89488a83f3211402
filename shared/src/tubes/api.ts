import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Barcode, Id, line } from '../fields'
import {
  Admission,
  Circumstances,
  CodeFault,
  CodeFaultKind,
  CodeGap,
  CodeRange,
  CodeUse,
  Desk,
  Diversion,
  RemovalReason,
  Scan,
  ShiftCheck,
  SlipBearer,
  SlipLoser,
  SlipReplacement,
  StrayCode,
  Tube,
  WalkIn,
} from './schema'

export const readDesk = endpoint({
  name: 'readDesk',
  method: 'GET',
  path: '/tables/:tableId/desk',
  input: z.object({ tableId: Id }),
  output: Desk,
})

/**
 * Opens a tube at a table. Refuses with tube.barcodeUsed, tube.tableBusy, table.state; and, until it is `confirmed`, with
 * tube.otherTable and tube.outsideRange when the code is not one of the table's.
 */
export const openTube = endpoint({
  name: 'openTube',
  method: 'POST',
  path: '/tables/:tableId/tubes',
  input: z.object({ tableId: Id, barcode: Barcode, confirmed: z.boolean().optional() }),
  output: Tube,
})

/**
 * Admits a person and puts them into the tube with one scan. A scan that finds several people answers `choose`; send it
 * again with `residentIds`. A blank slip answers `bind`; send it again with its `bearer`, who is bound to it and
 * admitted. `reason` admits somebody who has not been called, or whom the rule before the swab would defer.
 * Refuses with tube.full, tube.state, tube.otherHousehold, person.inTube, person.notCalled, person.deferred,
 * person.single, person.frozen, person.doorOnly, person.voucherNeeded, slip.*, scan.*.
 */
export const admit = endpoint({
  name: 'admit',
  method: 'POST',
  path: '/tubes/:tubeId/people',
  input: Circumstances.extend({ tubeId: Id, scan: Scan }),
  output: Admission,
})

/**
 * Admits somebody who is on no roster: they become a provisional resident with a ticket, so that the round counts them.
 * Somebody who is known by the document number is admitted as who they are. `slip` is the code of a blank slip in their
 * hand: its number becomes theirs. Refuses like admit.
 */
export const admitWalkIn = endpoint({
  name: 'admitWalkIn',
  method: 'POST',
  path: '/tubes/:tubeId/walk-ins',
  input: Circumstances.extend({ tubeId: Id, walkIn: WalkIn, slip: z.string().max(300).optional() }),
  output: Admission,
})

/**
 * Samples one person alone, in a tube that is closed at once: fever or a code at the entry, or the round's policy for
 * coloured codes. Refuses like openTube and admit.
 */
export const divert = endpoint({
  name: 'divert',
  method: 'POST',
  path: '/tables/:tableId/diversions',
  input: Circumstances.extend({
    tableId: Id,
    barcode: Barcode,
    confirmed: z.boolean().optional(),
    scan: Scan,
    why: Diversion,
  }),
  output: Admission,
})

/**
 * Sends home whoever must not be sampled at the table, so that nobody is lost by it: people who are sampled at the door
 * get a visit at once, those vaccinated within 48 hours are excused until then.
 */
export const sendHome = endpoint({
  name: 'sendHome',
  method: 'POST',
  path: '/tables/:tableId/sent-home',
  input: z.object({ tableId: Id, scan: Scan, why: z.enum(['doorOnly', 'vaccinated']) }),
  output: z.object({
    entrance: z.string(),
    door: z.string(),
    people: z.number().int(),
    until: z.iso.date().nullable(),
  }),
})

/**
 * Gives somebody who lost a slip a blank one at the table: its number is theirs from now on, the lost one admits nobody.
 * Answers who may be meant where several are. Refuses with scan.*, slip.*, person.inTube, ticket.cancelled.
 */
export const replaceSlip = endpoint({
  name: 'replaceSlip',
  method: 'POST',
  path: '/tables/:tableId/slips',
  input: z.object({ tableId: Id, scan: SlipLoser, code: line(300) }),
  output: SlipReplacement,
})

/**
 * Moves a person from one tube to another of the round that is open or closed; for a closed tube it is a correction
 * (I4). Refuses with tube.unknown, tube.full, tube.state, tube.lastPerson, person.notInTube, person.otherLane.
 */
export const movePerson = endpoint({
  name: 'movePerson',
  method: 'POST',
  path: '/tubes/:tubeId/moves',
  input: z.object({ tubeId: Id, residentId: Id, barcode: Barcode, reason: line(200) }),
  output: Tube,
})

/**
 * Takes a person out of an open tube, with the reason. Out of a closed one that has not left the table only who was
 * scanned instead of somebody else, by whoever may close it: a correction (I4), and the person is asked to come again.
 * Refuses with tube.state, tube.lastPerson, person.notInTube.
 */
export const removePerson = endpoint({
  name: 'removePerson',
  method: 'POST',
  path: '/tubes/:tubeId/removals',
  input: z.object({ tubeId: Id, residentId: Id, reason: RemovalReason }),
  output: Tube,
})

/**
 * Takes somebody out of a tube that was packed or received and has no result yet: a correction (I4). The swab stays inside
 * (I5): the person is sampled again singly and told, sees no negative until then, and is in the recall if the pool turns
 * out positive. Refuses with tube.state, tube.lastPerson, person.notInTube, scan.*.
 */
export const withdrawPerson = endpoint({
  name: 'withdrawPerson',
  method: 'POST',
  path: '/tubes/:tubeId/withdrawals',
  input: z.object({ tubeId: Id, who: SlipBearer, reason: line(200) }),
  output: Tube,
})

/** The sampler has counted and read the names: the tube is closed. Refuses with tube.countDiffers, tube.empty. */
export const closeTube = endpoint({
  name: 'closeTube',
  method: 'PUT',
  path: '/tubes/:tubeId/closed',
  input: z.object({ tubeId: Id, count: z.number().int().min(0).max(50) }),
  output: Tube,
})

/** Voids a tube that cannot be used; its people are missing again. */
export const voidTube = endpoint({
  name: 'voidTube',
  method: 'PUT',
  path: '/tubes/:tubeId/void',
  input: z.object({ tubeId: Id, reason: line(200) }),
  output: Tube,
})

/** Gives a table its range of tube codes. Refuses with range.invalid, range.overlaps. */
export const setTubeRange = endpoint({
  name: 'setTubeRange',
  method: 'PUT',
  path: '/tables/:tableId/tube-range',
  input: z.object({ tableId: Id, range: CodeRange.nullable() }),
  output: z.object({ tableId: Id, range: CodeRange.nullable() }),
})

/** Counts one table's closed tubes that are still at the site, at a change of shift. */
export const checkShift = endpoint({
  name: 'checkShift',
  method: 'POST',
  path: '/tables/:tableId/checks',
  input: z.object({ tableId: Id, barcodes: z.array(Barcode).max(1000) }),
  output: ShiftCheck,
})

/** The keeper answers for the difference that a check found, with what they know of it. Refuses with check.agrees, check.signed. */
export const signCheck = endpoint({
  name: 'signCheck',
  method: 'PUT',
  path: '/shift-checks/:checkId/signed',
  input: z.object({ checkId: Id, note: line(200) }),
  output: ShiftCheck,
})

/** A site's tube codes: ranges and how much of them is used, what was skipped, strayed or cannot be used, and its latest checks. */
export const listChecks = endpoint({
  name: 'listChecks',
  method: 'GET',
  path: '/sites/:siteId/checks',
  input: z.object({ siteId: Id }),
  output: z.object({
    ranges: z.array(z.object({ tableId: Id, range: CodeRange })),
    uses: z.array(CodeUse),
    checks: z.array(ShiftCheck),
    strays: z.array(StrayCode),
    gaps: z.array(CodeGap),
    faults: z.array(CodeFault),
  }),
})

/**
 * Notes a tube code that is missing, double or garbled; the tube is thrown away, another one is taken. Whoever reports the
 * same again gets the first report. Refuses with tube.barcodeUsed for a missing code that a tube carries, and round.state.
 */
export const reportCode = endpoint({
  name: 'reportCode',
  method: 'POST',
  path: '/tables/:tableId/code-faults',
  input: z.object({ tableId: Id, kind: CodeFaultKind, barcode: Barcode.nullable() }),
  output: CodeFault,
})
