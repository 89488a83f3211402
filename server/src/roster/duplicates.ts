import { setImmediate as rest } from 'node:timers/promises'
import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/roster/people-api'
import type { DuplicateCause, DuplicatePair } from '@loumen/shared/roster/people-schema'
import type { Actor } from '../base/actor'
import { native, oid } from '../base/db'
import { presentMerges } from './merges'
import { MergeModel, type ResidentDocument, ResidentModel } from './model'
import { namesIn } from './names'
import { openResident } from './personal'
import { entrancesFor, readResidents } from './queries'
import { rowsOf } from './search'

const mostPairs = 100
/** More of one kind in one place are no duplicates but a placeholder that somebody typed. */
const mostAlike = 12

/** What tells whether two entries may be one person. */
interface Named
  extends Pick<
    ResidentDocument,
    '_id' | 'householdId' | 'documentIndex' | 'documentType' | 'phoneIndex' | 'toVerify' | 'birthDate'
  > {
  id: string
  /** Bare. */
  name: string
}

const fields = {
  householdId: 1,
  documentIndex: 1,
  documentType: 1,
  phoneIndex: 1,
  toVerify: 1,
  birthDate: 1,
}

export const pairOf = (a: string, b: string) => [a, b].sort().join(' ')

/** Pairs of entries that may be one person, the surest first; pairs that somebody has decided are left out. */
export async function listDuplicates({ communityId }: Parsed<typeof api.listDuplicates>, actor: Actor) {
  const reached = await entrancesFor(actor, 'roster.merge', communityId)
  const people = await named(communityId)
  const decided = new Set(
    (await MergeModel.find({ communityId: oid(communityId), state: 'distinct' }, { pair: 1 }).lean()).map(
      ({ pair }) => pair,
    ),
  )
  const found = [...(await candidates(people))]
    .filter(([pair]) => !decided.has(pair))
    .sort(([, a], [, b]) => b.length - a.length || Number(b.includes('document')) - Number(a.includes('document')))
  const pairs: DuplicatePair[] = []
  for (let at = 0; at < found.length && pairs.length <= mostPairs; at += mostPairs) {
    const part = found.slice(at, at + mostPairs).map(([pair, causes]) => ({ ids: pair.split(' '), causes }))
    const people = await rowsOf(await readResidents(part.flatMap(({ ids }) => ids)), reached, actor)
    const row = new Map(people.map((one) => [one.residentId, one]))
    for (const { ids, causes } of part) {
      const [one, other] = ids.map((id) => row.get(id))
      if (one && other) pairs.push({ causes, people: [one, other] })
    }
  }
  const merges = await MergeModel.find({ communityId: oid(communityId), state: 'merged' })
    .sort({ at: -1 })
    .limit(20)
    .lean()
  return {
    pairs: pairs.slice(0, mostPairs),
    more: pairs.length > mostPairs,
    merges: (await presentMerges(merges, reached, actor)).filter(({ kept }) => kept),
  }
}

async function named(communityId: string): Promise<Named[]> {
  const names = await namesIn(communityId)
  const people: Named[] = []
  const found = native(ResidentModel).find(
    { communityId: oid(communityId), leftAt: null as never },
    { projection: fields, batchSize: 2_000 },
  )
  for await (const resident of found) {
    const id = String(resident._id)
    const name = names.get(id)
    if (name !== undefined) people.push(Object.assign(resident, { id, name }))
  }
  return people
}

/** Pairs by what they have in common. Two sound documents of one kind that differ are two people. */
async function candidates(people: readonly Named[]): Promise<Map<string, DuplicateCause[]>> {
  const causes = new Map<string, DuplicateCause[]>()
  const pairUp = (alike: readonly Named[], cause: DuplicateCause) => {
    if (alike.length < 2 || alike.length > mostAlike) return
    for (const [at, one] of alike.entries())
      for (const other of alike.slice(at + 1)) {
        if (cause !== 'document' && apart(one, other)) continue
        const pair = pairOf(one.id, other.id)
        causes.set(pair, [...(causes.get(pair) ?? []), cause])
      }
  }
  const by = (some: readonly Named[], key: (person: Named) => string | undefined) => {
    const groups = new Map<string, Named[]>()
    for (const person of some) {
      const is = key(person)
      if (!is) continue
      const group = groups.get(is)
      if (group) group.push(person)
      else groups.set(is, [person])
    }
    return [...groups.values()].filter((group) => group.length > 1)
  }
  for (const alike of by(people, ({ documentIndex }) => documentIndex)) pairUp(alike, 'document')
  let opened = 0
  for (const namesakes of by(people, ({ name }) => name)) {
    for (const alike of by(namesakes, ({ householdId }) => String(householdId))) pairUp(alike, 'nameAndDoor')
    for (const alike of by(namesakes, ({ phoneIndex }) => phoneIndex)) pairUp(alike, 'nameAndPhone')
    for (const alike of by(namesakes, birthOf)) pairUp(alike, 'nameAndBirth')
    opened += namesakes.length
    if (opened > 200) {
      opened = 0
      await rest()
    }
  }
  return causes
}

const birthOf = (person: Named) => openResident(person, 'birthDate')

const apart = (one: Named, other: Named) =>
  !one.toVerify &&
  !other.toVerify &&
  one.documentType === other.documentType &&
  !!one.documentIndex &&
  !!other.documentIndex &&
  one.documentIndex !== other.documentIndex
