import type { ReadPerson } from '@loumen/shared/imports/person'
import type { ReadHousehold } from '@loumen/shared/imports/reading'
import { textsToSeal } from './sealing'
import { encode } from './squeeze'

const peopleInPart = 400

/** Hands people over to be sealed while the rest of their file is read, and at its end those whom it changed. */
export class Early {
  private readonly places = new Map<ReadPerson, number>()
  private readonly texts: string[][] = []
  private handed = 0

  /** `hand` gets the encoded texts of some people, in the order in which they were heard of. */
  constructor(private readonly hand: (people: Uint8Array<ArrayBuffer>) => void) {}

  hear = (person: ReadPerson) => {
    this.places.set(person, this.texts.length)
    this.texts.push(textsToSeal(person))
    if (this.texts.length - this.handed >= peopleInPart) this.flush()
  }

  /** Which of those who were handed over everybody of the file is, as the file ended. */
  end(households: readonly ReadHousehold[]): Uint32Array {
    const order: number[] = []
    for (const { people } of households)
      for (const person of people) {
        const place = this.places.get(person)
        const same = place !== undefined && isSame(this.texts[place], textsToSeal(person))
        order.push(same ? place : this.texts.length)
        if (!same) this.hear(person)
      }
    this.flush()
    return Uint32Array.from(order)
  }

  private flush() {
    if (this.texts.length > this.handed) this.hand(encode(this.texts.slice(this.handed)))
    this.handed = this.texts.length
  }
}

const isSame = (one: readonly string[] | undefined, other: readonly string[]) =>
  !!one && one.every((text, at) => text === other[at])
