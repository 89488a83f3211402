import type { ReadHousehold } from '@loumen/shared/imports/reading'
import { type SealedPerson, sealedPeople } from './sealing'
import { decode } from './squeeze'

/** The people of a file as new ones: sealed part by part, and which of them everybody of the file is, in its order. */
export interface Sealed {
  parts: string[]
  order: Uint32Array
}

/** Sealing that may still be under way. */
export interface Sealing {
  parts: Promise<string>[]
  order: Uint32Array
}

/** Most files are applied soon after they were read, or not at all. */
const keptFor = 120_000

/** What was made of the last file for its next step, for a while. */
class Kept<T> {
  private last: { importId: string; made: T; timer: NodeJS.Timeout } | undefined

  keep(importId: string, made: T) {
    this.drop()
    this.last = { importId, made, timer: setTimeout(() => this.drop(), keptFor).unref() }
  }

  take(importId: string): T | undefined {
    const found = this.last?.importId === importId ? this.last.made : undefined
    if (found) this.drop()
    return found
  }

  private drop() {
    clearTimeout(this.last?.timer)
    this.last = undefined
  }
}

/** What was read, opened once, in the thread that compares and writes. */
export const keptHouseholds = new Kept<ReadHousehold[][]>()

/** What was sealed while it was read, in the thread that answers. */
export const keptSealing = new Kept<Sealing>()

/** Opens the parts of a reading. */
export const open = (parts: readonly Uint8Array[]): ReadHousehold[][] => parts.map((part) => decode(part))

/** Sealing to its end; undefined when it failed, and whoever writes seals instead. */
export async function sealedOf(sealing: Sealing | undefined): Promise<Sealed | undefined> {
  if (!sealing) return undefined
  const parts = await Promise.all(sealing.parts).catch(() => undefined)
  return parts && { parts, order: sealing.order }
}

/** Gives out the sealed people in the file's order. */
export function* inOrder({ parts, order }: Sealed): Generator<SealedPerson> {
  const people = parts.flatMap(sealedPeople)
  for (const at of order) {
    const person = people[at]
    if (!person) throw new Error('a person was not sealed')
    yield person
  }
}
