import { CommandError } from '../errors'
import { compileProjection } from '../query/projector'
import type { Document } from '../query/values'
import { find } from '../store/search'
import { checkNamespace } from '../store/store'
import { type Command, documentField, languageOf, namespaceOf, type Request } from './request'
import { applyUpdate } from './update'
import { statement } from './write'

async function findAndModify(request: Request): Promise<Document> {
  const namespace = namespaceOf(request)
  const { command } = request
  checkNamespace(namespace)
  const [filter, sort, fields] = [
    documentField(command, 'query') ?? {},
    documentField(command, 'sort'),
    documentField(command, 'fields'),
  ]
  const language = languageOf(command)
  const project =
    fields && Object.keys(fields).length > 0
      ? compileProjection(fields, true, language)
      : (document: Document): Document => document
  if (command.remove === true) {
    if (command.update !== undefined) throw new CommandError(9, 'Cannot specify both an update and remove=true')
    if (command.new === true)
      throw new CommandError(
        9,
        "Cannot specify both new=true and remove=true; 'remove' always returns the deleted document",
      )
    if (command.upsert === true) throw new CommandError(9, 'Cannot specify both upsert=true and remove=true')
    return statement(request, (unit) => {
      const collection = request.engine.store.get(namespace, unit)
      const [hit] = find(collection, { filter, sort, hint: command.hint, limit: 1, positions: true, ...language }, unit)
      if (collection && hit) unit.write(collection, hit.record, null)
      return { lastErrorObject: { n: hit ? 1 : 0 }, value: hit ? project(hit.document, hit.found) : null }
    })
  }
  if (command.update === undefined) throw new CommandError(9, 'Either an update or remove=true must be specified')
  return statement(request, (unit) => {
    const result = applyUpdate(request, unit, namespace, {
      filter,
      update: command.update,
      multi: false,
      upsert: command.upsert === true,
      arrayFilters: command.arrayFilters,
      hint: command.hint,
      sort,
      ...language,
    })
    const inserted = result.upsertedId !== undefined
    const shown = command.new === true ? result.after : result.before
    return {
      lastErrorObject: {
        n: result.matched + (inserted ? 1 : 0),
        updatedExisting: result.matched > 0,
        ...(inserted ? { upserted: result.upsertedId } : {}),
      },
      value: shown ? project(shown, result.found) : null,
    }
  })
}

const command: Command = {
  run: findAndModify,
  fields: [
    'query',
    'sort',
    'remove',
    'update',
    'new',
    'fields',
    'upsert',
    'bypassDocumentValidation',
    'collation',
    'arrayFilters',
    'hint',
    'let',
  ],
  inTransaction: true,
  writes: true,
}
export const FIND_AND_MODIFY: Record<string, Command> = { findAndModify: command, findandmodify: command }
