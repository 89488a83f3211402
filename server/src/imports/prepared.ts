import type { ReadHousehold } from '@loumen/shared/imports/reading'
import type { Types } from 'mongoose'
import { newId } from '../base/db'
import { sealAside } from './reader'
import type { SealedPerson } from './sealing'
import { unsqueeze } from './squeeze'

type Sealed = AsyncGenerator<SealedPerson & { _id: Types.ObjectId }>

/** What was read of a file, as the next step needs it: opened once, and where everybody is new already sealed. */
export interface Prepared {
  households: ReadHousehold[][]
  sealed(): Sealed | undefined
}

/** Most files are applied soon after they were read, or not at all. */
const keptFor = 120_000

let kept: { importId: string; prepared: Prepared; timer: NodeJS.Timeout } | undefined

/** Keeps what was read of the last file for a while. */
export function keepPrepared(importId: string, prepared: Prepared) {
  clearTimeout(kept?.timer)
  kept = { importId, prepared, timer: setTimeout(dropPrepared, keptFor).unref() }
}

export function takePrepared(importId: string): Prepared | undefined {
  const found = kept?.importId === importId ? kept.prepared : undefined
  if (found) dropPrepared()
  return found
}

function dropPrepared() {
  clearTimeout(kept?.timer)
  kept = undefined
}

/** Opens the parts of a reading. */
export const open = (parts: readonly Uint8Array[]): ReadHousehold[][] => parts.map((part) => unsqueeze(part))

/** Begins to seal the people of all parts, with ids in their order; they are given out as they are ready, once. */
export function startSealing(
  communityId: string,
  parts: readonly Uint8Array[],
  households: readonly ReadHousehold[][],
): () => Sealed {
  const batches = parts.map((part, at) => {
    const people = (households[at] ?? []).reduce((sum, household) => sum + household.people.length, 0)
    const ids = Array.from({ length: people }, newId)
    const sealed = sealAside(communityId, part, ids.join(''))
    sealed.catch(() => {})
    return { ids, sealed }
  })
  return async function* () {
    for (const { ids, sealed } of batches) {
      const all = await sealed
      for (const [at, _id] of ids.entries()) {
        const person = all[at]
        if (!person) throw new Error('a person was not sealed')
        yield Object.assign(person, { _id })
      }
    }
  }
}
