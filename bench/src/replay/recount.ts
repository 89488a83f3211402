import { open } from 'embedded-mongo'
import { MongoClient } from 'mongodb'
import type { Operation } from './shift'

interface Tube {
  barcode: string
  people: { residentId: unknown }[]
  claims?: { operationId: string; residentId: unknown }[]
  history: { what: string; residentId?: string }[]
}

/**
 * Counts from the rows of a stopped house what is missing: operations without a receipt, and admissions of which neither a
 * member, a claim nor somebody who left again is to be found.
 */
export async function countLost(dataDir: string, operations: readonly Operation[]): Promise<number> {
  const engine = await open({ dataDir })
  const mongo = await MongoClient.connect(engine.uri)
  try {
    const db = mongo.db('loumen')
    const tubes = new Map<string, Tube>()
    for await (const tube of db.collection<Tube>('tubes').find()) tubes.set(tube.barcode, tube)
    const receipts = new Set<string>()
    for await (const { _id } of db.collection('replays').find({}, { projection: { _id: 1 } })) receipts.add(String(_id))
    return operations.filter((operation) => !receipts.has(operation.id) || !isKept(operation, tubes)).length
  } finally {
    await mongo.close()
    await engine.close()
  }
}

function isKept({ id, fact }: Operation, tubes: ReadonlyMap<string, Tube>): boolean {
  if (!('barcode' in fact)) return true
  const tube = tubes.get(fact.barcode)
  // A label that nobody opened and a count of it leave their receipt only, which a person settles.
  if (fact.kind !== 'admit') return !!tube || fact.kind !== 'openTube'
  if (!tube) return false
  if (tube.claims?.some(({ operationId }) => operationId === id)) return true
  if (fact.who.kind !== 'known') return false
  const [residentId] = fact.who.residentIds
  return (
    tube.people.some((person) => String(person.residentId) === residentId) ||
    !!tube.claims?.some((claim) => String(claim.residentId) === residentId) ||
    tube.history.some((entry) => entry.residentId === residentId && entry.what === 'person.walkedOff')
  )
}
