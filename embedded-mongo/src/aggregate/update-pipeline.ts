import { CommandError } from '../errors'
import { keepId, type Updater } from '../query/updater'
import { type Document, identical, isDocument } from '../query/values'
import { type StageContext, stageOf } from './pipeline'
import { STAGES } from './stages'

const ALLOWED = new Set(['$addFields', '$set', '$project', '$unset', '$replaceRoot', '$replaceWith'])

/** An update by a pipeline, over one document at a time. */
export function updatePipeline(pipeline: unknown[], variables: Document): Updater {
  const stages = pipeline.map((stage) => {
    if (!isDocument(stage)) throw new CommandError(14, 'Each element of the pipeline array must be an object')
    const [name, argument] = stageOf(stage)
    if (!ALLOWED.has(name))
      throw new CommandError(
        Object.hasOwn(STAGES, name) ? 72 : 40324,
        Object.hasOwn(STAGES, name)
          ? `${name} is not allowed to be used within an update`
          : `Unrecognized pipeline stage name: '${name}'`,
      )
    return [STAGES[name] as NonNullable<(typeof STAGES)[string]>, argument] as const
  })
  // The stages above look at nothing but the document and the variables.
  const context = { variables, collation: undefined } as unknown as StageContext
  return (document) => {
    let current: Document = document
    for (const [run, argument] of stages) current = run([current], argument, context)[0] as Document
    if ('_id' in document && !('_id' in current)) current = { _id: document._id, ...current }
    return identical(current, document) ? document : keepId(document, current)
  }
}
