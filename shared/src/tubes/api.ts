import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Barcode, Id, line } from '../fields'
import { Admission, Desk, RemovalReason, Scan, Tube } from './schema'

export const readDesk = endpoint({
  name: 'readDesk',
  method: 'GET',
  path: '/tables/:tableId/desk',
  input: z.object({ tableId: Id }),
  output: Desk,
})

/** Opens a tube at a table. Refuses with tube.barcodeUsed, tube.tableBusy, table.state. */
export const openTube = endpoint({
  name: 'openTube',
  method: 'POST',
  path: '/tables/:tableId/tubes',
  input: z.object({ tableId: Id, barcode: Barcode }),
  output: Tube,
})

/**
 * Admits a person and puts them into the tube with one scan. A household's code with several people waiting answers
 * `choose`; send it again with `residentIds`. `reason` admits somebody who has not been called.
 * Refuses with tube.full, tube.state, person.inTube, person.notCalled, person.frozen, person.doorOnly, scan.*.
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
