import { setImmediate as rest } from 'node:timers/promises'
import type { Parsed } from '@loumen/shared/endpoint'
import type * as api from '@loumen/shared/roster/people-api'
import type { DuplicateCause, DuplicatePair } from '@loumen/shared/roster/people-schema'
import type { Actor } from '../base/actor'
import { oid } from '../base/db'
import { unseal } from '../base/personal'
import { presentMerges } from './merges'
import { MergeModel } from './model'
import { type Named, namesIn } from './names'
import { entrancesFor, readResidents } from './queries'
import { rowsOf } from './search'

const mostPairs = 100
/** More of one kind in one place are no duplicates but a placeholder that somebody typed. */
const mostAlike = 12

export const pairOf = (a: string, b: string) => [a, b].sort().join(' ')

/** Pairs of entries that may be one person, the surest first; pairs that somebody has decided are left out. */
export async function listDuplicates({ communityId }: Parsed<typeof api.listDuplicates>, actor: Actor) {
  const reached = await entrancesFor(actor, 'roster.merge', communityId)
  const names = await namesIn(communityId)
  const decided = new Set(
    (await MergeModel.find({ communityId: oid(communityId), state: 'distinct' }, { pair: 1 }).lean()).map(
      ({ pair }) => pair,
    ),
  )
  const found = [...(await candidates([...names.values()]))]
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
  for (const alike of by(people, ({ document }) => document)) pairUp(alike, 'document')
  let opened = 0
  for (const namesakes of by(people, ({ name }) => name)) {
    for (const alike of by(namesakes, ({ householdId }) => householdId)) pairUp(alike, 'nameAndDoor')
    for (const alike of by(namesakes, ({ phone }) => phone)) pairUp(alike, 'nameAndPhone')
    for (const alike of by(namesakes, birthOf)) pairUp(alike, 'nameAndBirth')
    opened += namesakes.length
    if (opened > 200) {
      opened = 0
      await rest()
    }
  }
  return causes
}

const birthOf = ({ id, born }: Named) => born && unseal(`residents.birthDate|${id}`, born)

const apart = (one: Named, other: Named) =>
  !one.toVerify &&
  !other.toVerify &&
  one.documentType === other.documentType &&
  !!one.document &&
  !!other.document &&
  one.document !== other.document
