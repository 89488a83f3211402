import type { MessagePort } from 'node:worker_threads'
import type { ReadHousehold } from '@loumen/shared/imports/reading'
import { type SealedPerson, sealedPeople } from './sealing'
import { decode } from './squeeze'

/** The people of a file as new ones: sealed part by part, and which of them everybody of the file is, in its order. */
export interface Sealed {
  parts: string[]
  order: Uint32Array
}

/** Most files are applied soon after they were read, or not at all. */
const keptFor = 120_000

/** What was made of the last file for its next step, for a while. */
class Kept<T> {
  private last: { importId: string; made: T; timer: NodeJS.Timeout } | undefined

  constructor(private readonly end: (made: T) => void = () => {}) {}

  /** Keeps what was made now in the place of what was made before; with nothing, only lets go. */
  keep(importId: string, made: T | undefined) {
    this.drop()
    if (made === undefined) return
    this.last = { importId, made, timer: setTimeout(() => this.drop(), keptFor).unref() }
  }

  take(importId: string): T | undefined {
    if (this.last?.importId !== importId) return undefined
    const { made, timer } = this.last
    clearTimeout(timer)
    this.last = undefined
    return made
  }

  private drop() {
    if (!this.last) return
    clearTimeout(this.last.timer)
    this.end(this.last.made)
    this.last = undefined
  }
}

/** What was read, opened once, in the thread that compares and writes. */
export const keptHouseholds = new Kept<ReadHousehold[][]>()

/** Where people come from who are sealed while they are read, in the thread that compares and writes. */
export const keptSealing = new Kept<MessagePort>((port) => port.close())

/** Opens the parts of a reading. */
export const open = (parts: readonly Uint8Array[]): ReadHousehold[][] => parts.map((part) => decode(part))

/** Sealing to its end; undefined when it failed, and whoever writes seals instead. */
export function sealedOf(sealing: MessagePort): Promise<Sealed | undefined> {
  const parts: string[] = []
  return new Promise((resolve) => {
    sealing.on('message', (part: string | Uint32Array) => {
      if (typeof part === 'string') parts.push(part)
      else resolve({ parts, order: part })
    })
    sealing.on('close', () => resolve(undefined))
  })
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
