import { asCommandError, CommandError, codeName } from '../errors'
import { typeName } from '../query/types'
import { type Document, isDocument, isNumber, nextClusterTime, toNumber } from '../query/values'
import { Blocked } from '../store/unit'
import { CATALOGUE } from './catalogue'
import { DIAGNOSTICS, hello, sessionId } from './diagnostics'
import { FIND_AND_MODIFY } from './find-and-modify'
import { INDEXES } from './indexes'
import { READS } from './read'
import type { Command, Engine, Request } from './request'
import type { Session } from './sessions'
import { WRITES } from './write'

const COMMANDS: Record<string, Command> = {
  ...READS,
  ...WRITES,
  ...FIND_AND_MODIFY,
  ...CATALOGUE,
  ...INDEXES,
  ...DIAGNOSTICS,
}
const hasCommand = (name: string): boolean => Object.hasOwn(COMMANDS, name)
for (const [name, same] of [
  ['isMaster', 'hello'],
  ['ismaster', 'hello'],
  ['buildinfo', 'buildInfo'],
  ['listDatabases', 'listDatabases'],
] as const)
  COMMANDS[name] = COMMANDS[same] as Command

/** Fields that every command may carry. */
const GENERIC = new Set(
  'lsid txnNumber $db $clusterTime $readPreference readConcern writeConcern autocommit startTransaction comment maxTimeMS apiVersion apiStrict apiDeprecationErrors rawData $configServerState $audit databaseVersion mayBypassWriteBlocking'.split(
    ' ',
  ),
)
const CONCERN_LEVELS = ['local', 'available', 'majority', 'linearizable', 'snapshot']

function checkFields(name: string, command: Document, known: readonly string[]): void {
  if (known.includes('*')) return
  for (const field of Object.keys(command))
    if (field !== name && !GENERIC.has(field) && !known.includes(field))
      throw new CommandError(40415, `BSON field '${name}.${field}' is an unknown field.`)
  const { maxTimeMS } = command
  if (maxTimeMS !== undefined && (!isNumber(maxTimeMS) || toNumber(maxTimeMS) < 0))
    throw new CommandError(2, `maxTimeMS must be a non-negative number`)
}

function checkReadConcern(body: Document): void {
  const concern = body.readConcern
  if (concern === undefined) return
  if (!isDocument(concern))
    throw new CommandError(14, "BSON field 'readConcern' is the wrong type, expected type 'object'")
  if (concern.level !== undefined && !CONCERN_LEVELS.includes(String(concern.level)))
    throw new CommandError(
      2,
      `Enumeration value '${String(concern.level)}' for field 'readConcern.level' is not a valid value.`,
    )
  if (concern.level === 'snapshot' && body.autocommit !== false)
    throw new CommandError(72, "The readConcern level 'snapshot' is supported only in transactions")
  if (concern.atClusterTime !== undefined)
    throw new CommandError(246, 'Reads at a given cluster time are not supported')
}

/** What cannot be promised by one member is said in the answer, as a replica set says it. */
function writeConcernError(command: Document): Document | undefined {
  const concern = command.writeConcern
  if (concern === undefined) return undefined
  if (!isDocument(concern))
    throw new CommandError(14, "BSON field 'writeConcern' is the wrong type, expected type 'object'")
  const { w } = concern
  const error = (code: number, errmsg: string): Document => ({ code, codeName: codeName(code), errmsg })
  if (isNumber(w) && toNumber(w) > 1) return error(100, 'Not enough data-bearing nodes')
  if (typeof w === 'string' && w !== 'majority')
    return error(79, `No write concern mode named '${w}' found in replica set configuration`)
  return undefined
}

const transient = (error: CommandError): CommandError => {
  error.labels.push('TransientTransactionError')
  return error
}

function transactionNumber(command: Document): bigint | undefined {
  const number = command.txnNumber
  if (number === undefined) return undefined
  if (!isNumber(number))
    throw new CommandError(14, `BSON field 'txnNumber' is the wrong type '${typeName(number)}', expected type 'long'`)
  if (command.lsid === undefined)
    throw new CommandError(72, 'Transaction number requires a session ID to also be specified')
  return BigInt(toNumber(number))
}

async function endTransaction(request: Request, session: Session, id: string): Promise<Document> {
  const committing = request.name === 'commitTransaction'
  const { transaction, number } = session
  if (!transaction || transaction.state === 'aborted')
    throw transient(
      new CommandError(
        251,
        transaction
          ? `Transaction with { txnNumber: ${number} } has been aborted.`
          : `Given transaction number does not match any in-progress transactions. Session ${id}`,
      ),
    )
  if (committing) await request.engine.sessions.commit(session, id)
  else if (transaction.state === 'committed')
    throw new CommandError(256, `Transaction with { txnNumber: ${number} } has been committed.`)
  else request.engine.sessions.abort(session)
  const failed = writeConcernError(request.command)
  return failed ? { writeConcernError: failed } : {}
}

async function inTransaction(
  request: Request,
  command: Command | undefined,
  number: bigint,
  id: string,
): Promise<Document> {
  const { sessions } = request.engine
  const session = sessions.get(id)
  const starting = request.command.startTransaction === true
  const ending = request.name === 'commitTransaction' || request.name === 'abortTransaction'
  if (starting && number === session.number)
    throw new CommandError(
      50911,
      `Cannot start a transaction at given transaction number ${number} a transaction with the same number is in state ${session.transaction?.state ?? 'none'}`,
    )
  if (!starting && number > session.number)
    throw transient(
      new CommandError(
        251,
        `Given transaction number ${number} does not match any in-progress transactions. The active transaction number is ${session.number}`,
      ),
    )
  sessions.advance(session, number, id)
  if (ending) return endTransaction(request, session, id)
  if (!command?.inTransaction)
    throw new CommandError(263, `Cannot run '${request.name}' in a multi-document transaction.`)
  try {
    if (request.command.writeConcern !== undefined)
      throw new CommandError(72, 'writeConcern is not allowed within a multi-statement transaction')
    if (!starting && request.command.readConcern !== undefined)
      throw new CommandError(72, 'Only the first command in a transaction may specify a readConcern')
    if (starting) sessions.begin(session)
    const { transaction } = session
    if (transaction?.state === 'committed')
      throw new CommandError(256, `Transaction with { txnNumber: ${number} } has been committed.`)
    if (transaction?.state !== 'active')
      throw transient(new CommandError(251, `Transaction with { txnNumber: ${number} } has been aborted.`))
    const reply = await command.run({ ...request, unit: transaction.unit })
    if (reply.writeErrors) sessions.abort(session)
    return reply
  } catch (error) {
    sessions.abort(session)
    const failed = asCommandError(error)
    if (failed.code === 112) transient(failed)
    throw failed
  }
}

/** A write that is sent twice with one number is done once; the second gets the first one's answer. */
async function retryable(request: Request, command: Command, number: bigint, id: string): Promise<Document> {
  const session = request.engine.sessions.get(id)
  request.engine.sessions.advance(session, number, id)
  if (session.transaction)
    throw new CommandError(251, `Transaction number ${number} belongs to a multi-document transaction`)
  if (session.reply) return session.reply
  const reply = durably(request, command, (result) => request.engine.sessions.remember(session, id, result))
  session.reply = reply
  reply.catch(() => {
    if (session.reply === reply) session.reply = undefined
  })
  return reply
}

/** An answer leaves only after everything that was written before it is on disk. */
async function durably(request: Request, command: Command, keep?: (reply: Document) => void): Promise<Document> {
  const failed = writeConcernError(request.command)
  try {
    const reply = await command.run(request)
    keep?.(reply)
    await request.engine.store.log.flush()
    return failed ? { ...reply, writeConcernError: failed } : reply
  } catch (error) {
    await request.engine.store.log.flush()
    throw error
  }
}

const READ_ONLY = new Set([
  ...Object.keys(READS).filter((name) => name !== 'aggregate'),
  ...Object.keys(DIAGNOSTICS),
  'ismaster',
  'isMaster',
  'listIndexes',
  'listCollections',
  'listDatabases',
])

async function dispatch(request: Request): Promise<Document> {
  const { name, command: body } = request
  const ending = name === 'commitTransaction' || name === 'abortTransaction'
  if (!ending && !hasCommand(name)) throw new CommandError(59, `no such command: '${name}'`)
  const command = COMMANDS[name]
  if (command) checkFields(name, body, command.fields)
  checkReadConcern(body)
  // What memory holds is ahead of the disk then: nothing may be answered.
  if (request.engine.store.log.failure && name !== 'hello') throw request.engine.store.log.failure
  const number = transactionNumber(body)
  const id = request.session
  if (body.autocommit !== undefined || ending) {
    if (number === undefined || id === undefined)
      throw new CommandError(72, `'${ending ? name : 'autocommit'}' needs a session and a transaction number`)
    if (body.autocommit !== false)
      throw new CommandError(72, 'autocommit must be false for a multi-document transaction')
    return inTransaction(request, command, number, id)
  }
  if (body.startTransaction !== undefined) throw new CommandError(72, "'startTransaction' needs autocommit: false")
  if (!command) throw new CommandError(59, `no such command: '${name}'`)
  if (id !== undefined) request.engine.sessions.get(id)
  if (number !== undefined && id !== undefined && command.writes) return retryable(request, command, number, id)
  return READ_ONLY.has(name) ? command.run(request) : durably(request, command)
}

/** Runs a command and shapes its answer, or its error, as MongoDB does. */
export async function handle(engine: Engine, body: Document): Promise<Document> {
  const name = Object.keys(body)[0] ?? ''
  const request: Request = {
    engine,
    name,
    command: body,
    database: String(body.$db ?? 'admin'),
    session: sessionId(body.lsid),
    unit: undefined,
  }
  const times = body.lsid === undefined ? {} : clusterTimes()
  try {
    return { ...(await dispatch(request)), ok: 1, ...times }
  } catch (thrown) {
    if (thrown instanceof Blocked) return { ok: 0, errmsg: thrown.message, code: 112, codeName: codeName(112) }
    const error = asCommandError(thrown)
    return {
      ok: 0,
      errmsg: error.message,
      code: error.code,
      codeName: codeName(error.code),
      ...error.details,
      ...(error.labels.length > 0 ? { errorLabels: error.labels } : {}),
      ...times,
    }
  }
}
function clusterTimes(): Document {
  const time = nextClusterTime()
  return { $clusterTime: { clusterTime: time, signature: { hash: Buffer.alloc(20), keyId: 0n } }, operationTime: time }
}

export { hello }
