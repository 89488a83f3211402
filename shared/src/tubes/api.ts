import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Barcode, Id, line } from '../fields'
import { Admission, CodeRange, Desk, RemovalReason, Scan, ShiftCheck, Tube } from './schema'

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
 * Admits a person and puts them into the tube with one scan. A household's code with several people waiting answers
 * `choose`; send it again with `residentIds`. A blank slip answers `bind`; send it again with its `bearer`, who is bound
 * to it and admitted. `reason` admits somebody who has not been called.
 * Refuses with tube.full, tube.state, person.inTube, person.notCalled, person.frozen, person.doorOnly, slip.*, scan.*.
 */
export const admit = endpoint({
  name: 'admit',
  method: 'POST',
  path: '/tubes/:tubeId/people',
  input: z.object({ tubeId: Id, scan: Scan, reason: line(200).optional() }),
  output: Admission,
})

/** Takes a person out of an open tube, with the reason. */
export const removePerson = endpoint({
  name: 'removePerson',
  method: 'POST',
  path: '/tubes/:tubeId/removals',
  input: z.object({ tubeId: Id, residentId: Id, reason: RemovalReason }),
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

export const listChecks = endpoint({
  name: 'listChecks',
  method: 'GET',
  path: '/sites/:siteId/checks',
  input: z.object({ siteId: Id }),
  output: z.object({
    ranges: z.array(z.object({ tableId: Id, range: CodeRange })),
    checks: z.array(ShiftCheck),
  }),
})
