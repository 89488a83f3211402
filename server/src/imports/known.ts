import type { ReadPerson } from '@loumen/shared/imports/person'
import { hasDoor, type Place, placeKey } from '@loumen/shared/roster/place'
import type { ClientSession, Types } from 'mongoose'
import { native, oid } from '../base/db'
import { blind } from '../base/personal'
import { type HouseholdDocument, HouseholdModel, type ResidentDocument, ResidentModel } from '../roster/model'
import { documentIndex, openResident, phoneIndex } from '../roster/personal'
import { Turns } from './turns'

/** Documents in one answer of the database: reading a longer one would hold others up. */
const stretch = 500

/** A community's roster as an import finds people again in it. */
export class Known {
  readonly households = new Map<string, HouseholdDocument>()
  readonly residents: ResidentDocument[] = []
  private readonly byKey = new Map<string, HouseholdDocument>()
  private readonly byDocument = new Map<string, ResidentDocument>()
  private readonly byHousehold = new Map<string, ResidentDocument[]>()
  private readonly names = new Map<ResidentDocument, string>()
  private readonly claimed = new Set<ResidentDocument>()
  private readonly joined = new Map<string, Types.ObjectId>()

  static async load(communityId: string, session?: ClientSession): Promise<Known> {
    const known = new Known()
    const turns = new Turns()
    const filter = { communityId: oid(communityId) }
    const options = { batchSize: stretch, ...(session ? { session } : {}) }
    for await (const household of native(HouseholdModel).find(filter, options)) {
      known.households.set(String(household._id), household)
      known.byKey.set(household.placeKey, household)
      if (turns.over) await turns.rest()
    }
    if (known.households.size)
      for await (const resident of native(ResidentModel).find(filter, options)) {
        known.add(resident)
        if (turns.over) await turns.rest()
      }
    return known
  }

  private add(resident: ResidentDocument) {
    if (resident.mergedInto) {
      if (resident.documentIndex) this.joined.set(resident.documentIndex, resident.mergedInto)
      return
    }
    this.residents.push(resident)
    if (resident.documentIndex && !resident.toVerify) this.byDocument.set(resident.documentIndex, resident)
    const home = String(resident.householdId)
    const members = this.byHousehold.get(home)
    if (members) members.push(resident)
    else this.byHousehold.set(home, [resident])
  }

  /** The household that stands behind a key. */
  household(key: string): HouseholdDocument | undefined {
    return this.byKey.get(key)
  }

  /**
   * What a household is found by again: its door, or where a roster names none, the household of one of its people, and
   * else the first of them.
   */
  keyOf(place: Place, people: readonly ReadPerson[]): string {
    const key = placeKey(place)
    const [first] = people
    if (hasDoor(place) || !first) return key
    for (const person of people) {
      const resident = this.byNumber(person)
      const home = resident && this.households.get(String(resident.householdId))
      if (home?.placeKey.startsWith(`${key}?`)) return home.placeKey
    }
    return `${key}?${blind('import', first.document?.number ?? first.name).slice(0, 16)}`
  }

  /** The resident whose sound document a person has. */
  byNumber(person: ReadPerson): ResidentDocument | undefined {
    if (!this.byDocument.size || !person.document || person.documentState !== 'verified') return undefined
    return this.byDocument.get(documentIndex(person.document))
  }

  /** The resident to whom an entry with the person's document was joined: the person is in the roster already. */
  joinedTo(person: ReadPerson): Types.ObjectId | undefined {
    return this.joined.size && person.document ? this.joined.get(documentIndex(person.document)) : undefined
  }

  /** A resident of the household with the person's name, unless both have sound documents that differ. */
  byName(person: ReadPerson, householdId: unknown): ResidentDocument | undefined {
    return this.members(householdId).find(
      (resident) =>
        !this.claimed.has(resident) &&
        this.name(resident) === person.name &&
        (person.documentState === 'toVerify' || resident.toVerify || !resident.documentIndex),
    )
  }

  members(householdId: unknown): readonly ResidentDocument[] {
    return this.byHousehold.get(String(householdId)) ?? []
  }

  /** Takes a resident for one person of the file; false when another person has been found to be them. */
  claim(resident: ResidentDocument): boolean {
    if (this.claimed.has(resident)) return false
    this.claimed.add(resident)
    return true
  }

  isClaimed = (resident: ResidentDocument) => this.claimed.has(resident)

  name(resident: ResidentDocument): string {
    const open = this.names.get(resident) ?? openResident(resident, 'name')
    this.names.set(resident, open)
    return open
  }

  /** Residents that nobody of the file was found to be, by phone: for entries that may be the same person. */
  unclaimedByPhone(): (phone: string) => readonly ResidentDocument[] {
    const byPhone = new Map<string, ResidentDocument[]>()
    for (const resident of this.residents)
      if (resident.phoneIndex && !this.claimed.has(resident))
        byPhone.set(resident.phoneIndex, [...(byPhone.get(resident.phoneIndex) ?? []), resident])
    return (phone) => (byPhone.size ? (byPhone.get(phoneIndex(phone)) ?? []) : [])
  }
}
