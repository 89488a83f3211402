import { CommandError } from '../errors'
import { fieldOf } from '../query/path'
import { typeName } from '../query/types'
import { type Document, isDocument } from '../query/values'
import { isNothing, named, type OperatorCompiler, strict } from './compiler'

function pairOf(item: unknown): [string, unknown] {
  if (Array.isArray(item) && item.length === 2 && typeof item[0] === 'string') return [item[0], item[1]]
  if (isDocument(item) && typeof item.k === 'string' && 'v' in item) return [item.k, item.v]
  throw new CommandError(40386, '$arrayToObject requires a consistent input format: pairs, or documents with k and v')
}

function setField(
  argument: unknown,
  compiler: Parameters<OperatorCompiler>[1],
  name: string,
  hasValue: boolean,
): ReturnType<OperatorCompiler> {
  const given = named(argument, name, hasValue ? ['field', 'input', 'value'] : ['field', 'input'])
  const [input, value] = [compiler.compile(given.input), hasValue ? compiler.compile(given.value) : () => undefined]
  const field = literalField(given.field, name)
  return (scope) => {
    const document = input(scope)
    if (isNothing(document)) return null
    if (!isDocument(document)) throw new CommandError(4161105, `${name} requires 'input' to evaluate to type Object`)
    const { [field]: _, ...rest } = document
    const next = value(scope)
    return next === undefined ? rest : { ...document, [field]: next }
  }
}
function literalField(field: unknown, name: string): string {
  const text = isDocument(field) ? field.$literal : field
  if (typeof text !== 'string' || (!isDocument(field) && text.startsWith('$')))
    throw new CommandError(4161106, `${name} requires 'field' to evaluate to a constant string`)
  return text
}

/** Documents. */
export const OBJECTS: Record<string, OperatorCompiler> = {
  $mergeObjects: (argument, compiler) => {
    const items = (Array.isArray(argument) ? argument : [argument]).map((item) => compiler.compile(item))
    return (scope) => {
      const values = items.map((item) => item(scope))
      return mergeObjects(values.length === 1 && Array.isArray(values[0]) ? values[0] : values)
    }
  },
  $objectToArray: strict(1, ([document]) => {
    if (isNothing(document)) return null
    if (!isDocument(document))
      throw new CommandError(40390, `$objectToArray requires a document input, found: ${typeName(document)}`)
    return Object.entries(document).map(([k, v]) => ({ k, v }))
  }),
  $arrayToObject: strict(1, ([list]) => {
    if (isNothing(list)) return null
    if (!Array.isArray(list))
      throw new CommandError(40386, `$arrayToObject requires an array input, found: ${typeName(list)}`)
    return Object.fromEntries(list.map(pairOf))
  }),
  $getField: (argument, compiler) => {
    const short = !isDocument(argument) || !('field' in argument)
    const given = short ? { field: argument } : named(argument, '$getField', ['field'], ['input'])
    const field = literalField(given.field, '$getField')
    const input = compiler.compile('input' in given ? given.input : '$$CURRENT')
    return (scope) => fieldOf(input(scope), field)
  },
  $setField: (argument, compiler) => setField(argument, compiler, '$setField', true),
  $unsetField: (argument, compiler) => setField(argument, compiler, '$unsetField', false),
}

/** Documents merged from left to right; null and missing are left out. */
export function mergeObjects(values: Iterable<unknown>): Document {
  const out: Document = {}
  for (const value of values) {
    if (isNothing(value)) continue
    if (!isDocument(value))
      throw new CommandError(40400, `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`)
    Object.assign(out, value)
  }
  return out
}
