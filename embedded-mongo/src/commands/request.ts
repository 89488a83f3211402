import { readLet } from '../aggregate/expressions'
import { CommandError } from '../errors'
import { type Collation, readCollation } from '../query/collation'
import { typeName } from '../query/types'
import { type Document, isDocument, isNumber, toNumber } from '../query/values'
import type { Collection } from '../store/collection'
import type { Store } from '../store/store'
import type { Unit } from '../store/unit'
import type { Cursors } from './cursors'
import type { Sessions } from './sessions'

/** What commands work on. */
export interface Engine {
  store: Store
  cursors: Cursors
  sessions: Sessions
  parameters: { ttlMonitorSleepSecs: number }
  startedAt: number
  address: string
}

/** One command on its way: who asks, for which database, within which transaction. */
export interface Request {
  engine: Engine
  name: string
  command: Document
  database: string
  /** The session's id, for cursors that belong to it. */
  session: string | undefined
  /** The transaction that the command belongs to. */
  unit: Unit | undefined
}

export interface Command {
  run(request: Request): Document | Promise<Document>
  /** The fields it knows besides those of every command. */
  fields: readonly string[]
  inTransaction?: boolean
  writes?: boolean
}

/** The `database.collection` that a command's own field names. */
export function namespaceOf(request: Request): string {
  const name = request.command[request.name]
  if (typeof name !== 'string') throw new CommandError(73, `collection name has invalid type ${typeName(name)}`)
  if (name === '' || name.includes('\0'))
    throw new CommandError(73, `Invalid namespace specified '${request.database}.${name}'`)
  return `${request.database}.${name}`
}
export const collectionOf = (request: Request): Collection | undefined =>
  request.engine.store.get(namespaceOf(request), request.unit)

/** A field that must be a document when it is there. */
export function documentField(command: Document, field: string): Document | undefined {
  const value = command[field]
  if (value === undefined || value === null) return undefined
  if (!isDocument(value))
    throw new CommandError(14, `BSON field '${field}' is the wrong type '${typeName(value)}', expected type 'object'`)
  return value
}
/** A field that must be a whole number of at least `least` when it is there. */
export function countField(command: Document, field: string, least = 0): number | undefined {
  const value = command[field]
  if (value === undefined || value === null) return undefined
  if (!isNumber(value))
    throw new CommandError(
      14,
      `BSON field '${field}' is the wrong type '${typeName(value)}', expected types '[long, int, decimal, double']`,
    )
  const number = Math.trunc(toNumber(value))
  if (number < least)
    throw new CommandError(51024, `BSON field '${field}' value must be >= ${least}, actual value '${number}'`)
  return number
}
export function listField(command: Document, field: string): Document[] {
  const value = command[field]
  if (value === undefined) throw new CommandError(40414, `BSON field '${field}' is missing but a required field`)
  if (!Array.isArray(value))
    throw new CommandError(14, `BSON field '${field}' is the wrong type '${typeName(value)}', expected type 'array'`)
  if (!value.every(isDocument)) throw new CommandError(14, `BSON field '${field}' must hold objects`)
  return value
}

/** The collation and the variables of a command or of one of its statements. */
export function languageOf(
  part: Document,
  command: Document = part,
): { collation: Collation | undefined; variables: Document | undefined } {
  return { collation: readCollation(part.collation ?? command.collation), variables: readLet(command.let) }
}
