import { CommandError } from '../errors'
import { type Document, isDocument } from '../query/values'
import type { Expression } from './compiler'
import { compileExpression } from './expressions'
import type { StageContext } from './pipeline'

type Tree = Map<string, Tree | Expression>

function plant(spec: Document, variables: Document | undefined, tree: Tree, prefix = ''): Tree {
  for (const [path, value] of Object.entries(spec)) {
    const parts = path.split('.')
    if (parts.some((part) => part === '' || part.startsWith('$')))
      throw new CommandError(16410, `FieldPath field names may not be empty or start with '$': ${prefix}${path}`)
    let node = tree
    for (const part of parts.slice(0, -1)) {
      const next = node.get(part)
      if (typeof next === 'function') throw new CommandError(40176, `Invalid $addFields: path collision at ${path}`)
      node.set(part, next ?? new Map())
      node = node.get(part) as Tree
    }
    const leaf = parts.at(-1) as string
    if (isDocument(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]?.startsWith('$')) {
      const known = node.get(leaf)
      node.set(leaf, plant(value, variables, known instanceof Map ? known : new Map(), `${prefix}${path}.`))
    } else {
      if (node.has(leaf)) throw new CommandError(40176, `Invalid $addFields: path collision at ${path}`)
      node.set(leaf, compileExpression(value, variables))
    }
  }
  return tree
}

function grow(value: unknown, tree: Tree, root: Document): unknown {
  if (Array.isArray(value)) return value.map((item) => grow(item, tree, root))
  const out: Document = isDocument(value) ? { ...value } : {}
  for (const [name, node] of tree) {
    const next = node instanceof Map ? grow(out[name], node, root) : node({ root, vars: {} })
    if (next === undefined) delete out[name]
    else out[name] = next
  }
  return out
}

/** `$addFields`: computes every field from the document as it came, on a copy of the way to it. */
export function addFields(
  documents: Document[],
  argument: unknown,
  context: Pick<StageContext, 'variables'>,
): Document[] {
  if (!isDocument(argument) || Object.keys(argument).length === 0)
    throw new CommandError(40177, '$addFields specification must be a non-empty object')
  const tree = plant(argument, context.variables, new Map())
  return documents.map((document) => grow(document, tree, document) as Document)
}
