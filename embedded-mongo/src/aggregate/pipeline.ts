import type { Request } from '../commands/request'
import { languageOf } from '../commands/request'
import { CommandError } from '../errors'
import type { Collation } from '../query/collation'
import { type Document, isDocument } from '../query/values'
import { find } from '../store/search'
import { writeOut } from './output'
import { STAGES } from './stages'

/** What a stage can see besides the documents that reach it. */
export interface StageContext {
  request: Request
  variables: Document | undefined
  collation: Collation | undefined
  /** All documents of a collection of the same database, as this reader sees them, or those a filter holds. */
  read(name: string, filter?: Document): Document[]
  run(documents: Document[], pipeline: Document[], variables?: Document): Document[]
}

/** A stage's name and its argument. */
export function stageOf(stage: Document): [string, unknown] {
  const names = Object.keys(stage)
  if (names.length !== 1)
    throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.')
  return [names[0] as string, stage[names[0] as string]]
}

const STARTERS = new Set([
  '$documents',
  '$collStats',
  '$indexStats',
  '$currentOp',
  '$listLocalSessions',
  '$listSessions',
  '$changeStream',
  '$geoNear',
  '$search',
])
const LAST = new Set(['$out', '$merge'])

/** Refuses what is unknown or in the wrong place before anything runs. */
export function checkPipeline(pipeline: readonly Document[], nested: boolean): void {
  pipeline.forEach((stage, index) => {
    const [name] = stageOf(stage)
    if (LAST.has(name)) {
      if (nested) throw new CommandError(51047, `${name} is not allowed within a nested pipeline`)
      if (index !== pipeline.length - 1)
        throw new CommandError(40601, `${name} can only be the final stage in the pipeline`)
    } else if (name === '$documents' || name === '$listLocalSessions') {
      if (index > 0) throw new CommandError(40602, `${name} is only valid as the first stage in a pipeline.`)
    } else if (!Object.hasOwn(STAGES, name)) {
      if (STARTERS.has(name))
        throw new CommandError(
          name === '$changeStream' ? 40573 : 303,
          `The ${name} stage is not supported by this engine`,
        )
      throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`)
    }
  })
}

function contextOf(request: Request, variables: Document | undefined, collation: Collation | undefined): StageContext {
  const context: StageContext = {
    request,
    variables,
    collation,
    read(name, filter = {}) {
      const collection = request.engine.store.get(`${request.database}.${name}`, request.unit)
      return find(collection, { filter, variables, collation }, request.unit).map((hit) => hit.document)
    },
    run(documents, pipeline, extra) {
      checkPipeline(pipeline, true)
      return runStages(documents, pipeline, extra ? contextOf(request, { ...variables, ...extra }, collation) : context)
    },
  }
  return context
}

export function runStages(documents: Document[], pipeline: readonly Document[], context: StageContext): Document[] {
  let current = documents
  for (const stage of pipeline) {
    const [name, argument] = stageOf(stage)
    current = (STAGES[name] as NonNullable<(typeof STAGES)[string]>)(current, argument, context)
  }
  return current
}

/** The results of a pipeline; `$out` and `$merge` write them away and leave none. */
export async function aggregate(
  request: Request,
  namespace: string | undefined,
  pipeline: Document[],
): Promise<Document[]> {
  checkPipeline(pipeline, false)
  const { collation, variables } = languageOf(request.command)
  const context = contextOf(request, variables, collation)
  let rest = [...pipeline]
  let documents: Document[]
  const [firstName, firstArgument] = rest[0] ? stageOf(rest[0]) : [undefined, undefined]
  if (namespace === undefined) {
    if (firstName === '$listLocalSessions') documents = request.engine.sessions.list()
    else if (firstName === '$documents') documents = literalDocuments(firstArgument)
    else throw new CommandError(73, `{aggregate: 1} is not valid for '${String(firstName)}'; a collection is required.`)
    rest = rest.slice(1)
  } else {
    if (firstName === '$documents' || firstName === '$listLocalSessions')
      throw new CommandError(73, `${firstName} can only be run with {aggregate: 1}`)
    const collection = request.engine.store.get(namespace, request.unit)
    const filter = firstName === '$match' && isDocument(firstArgument) ? firstArgument : {}
    if (firstName === '$match' && isDocument(firstArgument)) rest = rest.slice(1)
    const [next] = rest[0] ? [stageOf(rest[0])] : []
    const sort = next?.[0] === '$sort' && isDocument(next[1]) ? next[1] : undefined
    const limit = sort && rest[1]?.$limit
    if (sort) rest = rest.slice(1)
    documents = find(
      collection,
      { filter, sort, limit: Number(limit ?? 0) || 0, hint: request.command.hint, collation, variables },
      request.unit,
    ).map((hit) => hit.document)
  }
  const last = rest.at(-1)
  const [lastName, target] = last ? stageOf(last) : [undefined, undefined]
  if (lastName === undefined || !LAST.has(lastName)) return runStages(documents, rest, context)
  if (request.unit)
    throw new CommandError(263, `Stage not supported inside of a multi-document transaction: ${lastName}`)
  if (isDocument(request.command.readConcern) && request.command.readConcern.level === 'linearizable')
    throw new CommandError(72, `${lastName} cannot be used with a 'linearizable' read concern level`)
  const results = runStages(documents, rest.slice(0, -1), context)
  await writeOut(request, lastName, target, results)
  return []
}

function literalDocuments(spec: unknown): Document[] {
  if (!Array.isArray(spec) || !spec.every(isDocument))
    throw new CommandError(5858203, '$documents must be an array of objects')
  return spec
}
