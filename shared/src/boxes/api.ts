import '../zod-config'
import { z } from 'zod'
import { endpoint } from '../endpoint'
import { Barcode, Id, line } from '../fields'
import { CodeRange } from '../tubes/schema'
import { Box, BoxCodes, Difference, OverdueTube, Witness } from './schema'

/** Opens a box at a site; a label that is not of its range is noted with it. Refuses with box.codeUsed. */
export const openBox = endpoint({
  name: 'openBox',
  method: 'POST',
  path: '/sites/:siteId/boxes',
  input: z.object({ siteId: Id, code: Barcode }),
  output: Box,
})

/** Puts a closed tube into an open box. Refuses with tube.unknown, tube.state, tube.inBox, box.state. */
export const packTube = endpoint({
  name: 'packTube',
  method: 'POST',
  path: '/boxes/:boxId/tubes',
  input: z.object({ boxId: Id, barcode: Barcode }),
  output: Box,
})

/** Takes a tube out of an open box. */
export const unpackTube = endpoint({
  name: 'unpackTube',
  method: 'POST',
  path: '/boxes/:boxId/removals',
  input: z.object({ boxId: Id, tubeId: Id }),
  output: Box,
})

/**
 * Seals a box with the number of its seal and the count in hand. A difference is recorded with both names, never a
 * blockade (I4): it only has to be named. Refuses with box.empty, box.differs, box.sealUsed.
 */
export const sealBox = endpoint({
  name: 'sealBox',
  method: 'PUT',
  path: '/boxes/:boxId/sealed',
  input: z.object({
    boxId: Id,
    number: line(40),
    counted: z.number().int().min(0).max(2000),
    differences: z.array(Difference).max(200).default([]),
    witness: Witness,
  }),
  output: Box,
})

/**
 * A sealed box changes hands. The signed-in side signs with its account, the other with its name: `give` names who
 * takes it, `take` names who gave it.
 */
export const handOver = endpoint({
  name: 'handOver',
  method: 'POST',
  path: '/boxes/:boxId/handovers',
  input: z.object({ boxId: Id, side: z.enum(['give', 'take']), other: Witness }),
  output: Box,
})

/**
 * The laboratory takes a box in with the tubes it found inside. Named tubes that are not there become doubtful, tubes
 * that nobody had named are listed; nothing is guessed.
 */
export const receiveBox = endpoint({
  name: 'receiveBox',
  keys: true,
  method: 'PUT',
  path: '/boxes/:boxId/received',
  input: z.object({ boxId: Id, from: Witness, barcodes: z.array(Barcode).max(2000) }),
  output: Box,
})

export const readBox = endpoint({
  name: 'readBox',
  keys: true,
  method: 'GET',
  path: '/boxes/:boxId',
  input: z.object({ boxId: Id }),
  output: Box,
})

/** Boxes by the label that a courier or the laboratory scans. Refuses with box.unknown. */
export const findBox = endpoint({
  name: 'findBox',
  keys: true,
  method: 'GET',
  path: '/box-codes/:code',
  input: z.object({ code: Barcode }),
  output: Box,
})

/** The boxes of a round that the asker works with, the open ones first. */
export const listBoxes = endpoint({
  name: 'listBoxes',
  method: 'GET',
  path: '/rounds/:roundId/boxes',
  input: z.object({ roundId: Id }),
  output: z.object({ boxes: z.array(Box) }),
})

/** Every closed tube that has no box, receipt or result in time, and every doubtful one. */
export const listOverdue = endpoint({
  name: 'listOverdue',
  method: 'GET',
  path: '/rounds/:roundId/overdue-tubes',
  input: z.object({ roundId: Id }),
  output: z.object({ tubes: z.array(OverdueTube) }),
})

/** Gives a site its range of box labels. Refuses with range.invalid, range.siteOverlaps. */
export const setBoxRange = endpoint({
  name: 'setBoxRange',
  method: 'PUT',
  path: '/sites/:siteId/box-range',
  input: z.object({ siteId: Id, range: CodeRange.nullable() }),
  output: BoxCodes,
})

export const listBoxCodes = endpoint({
  name: 'listBoxCodes',
  method: 'GET',
  path: '/sites/:siteId/box-codes',
  input: z.object({ siteId: Id }),
  output: BoxCodes,
})
