import type { Actor } from '../base/actor'
import { oid } from '../base/db'
import { readNode } from '../community/queries'
import { compare, countChanges } from './compare'
import { findDoubts } from './doubts'
import { Known } from './known'
import { writtenAside } from './limits'
import { ImportModel } from './model'
import { keep, pack } from './pieces'
import { Entrances } from './places'
import { keptHouseholds, open } from './prepared'
import { Prints } from './prints'
import type { FileReading } from './reader'
import { squeeze } from './squeeze'

const doubtsInPart = 300

/** Compares what was read of a file with the roster and keeps it, ready to be looked at and applied. */
export async function compareNow(importId: string, communityId: string, reading: FileReading, actor: Actor) {
  const rosterRev = (await readNode(communityId))?.rosterRev ?? 0
  const entrances = await Entrances.of(communityId, actor)
  const known = await Known.load(communityId)
  const households = open(reading.households)
  const aside = reading.totals.people >= writtenAside
  if (aside) keptHouseholds.keep(importId, households)
  const found = await compare(households, known, entrances, new Prints(communityId))
  const doubts = await findDoubts(found, reading.problems, reading.look.sheets)
  await keep(communityId, importId, 'reading', reading.households)
  const parts: Buffer[] = []
  for (let at = 0; at < doubts.length; at += doubtsInPart) parts.push(squeeze(doubts.slice(at, at + doubtsInPart)))
  await keep(communityId, importId, 'doubts', parts)
  await ImportModel.updateOne(
    { _id: oid(importId), state: 'reading' },
    {
      $set: {
        state: 'ready',
        look: pack(communityId, importId, reading.look),
        rosterRev,
        totals: reading.totals,
        changes: countChanges(found, doubts.length),
        problems: reading.counts,
      },
    },
  )
}
