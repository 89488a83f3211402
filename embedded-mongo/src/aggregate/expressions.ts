import { Timestamp } from 'bson'
import { CommandError } from '../errors'
import { fieldOf, partsOf } from '../query/path'
import { Class, classOf, type Document, isDocument, isNumber, toNumber } from '../query/values'
import { ARITHMETIC } from './arithmetic'
import { ARRAYS } from './arrays'
import { borrowed, isBorrowed } from './borrowed'
import type { Compiler, Expression, OperatorCompiler, Scope } from './compiler'
import { CONVERSIONS } from './conversions'
import { LOGIC } from './logic'
import { OBJECTS } from './objects'
import { SETS } from './sets'

const OPERATORS: Record<string, OperatorCompiler> = {
  ...LOGIC,
  ...ARITHMETIC,
  ...ARRAYS,
  ...OBJECTS,
  ...CONVERSIONS,
  ...SETS,
}

/** What counts as true in an expression: everything but false, null, missing and zero. */
export function truthy(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false
  return !isNumber(value) || toNumber(value) !== 0
}

/** The value at a path as expressions see it: fields of documents in arrays come as arrays. */
export function pathValue(value: unknown, parts: readonly string[], at = 0): unknown {
  let current = value
  for (let i = at; i < parts.length; i++) {
    if (Array.isArray(current))
      return current
        .filter((item) => isDocument(item) || Array.isArray(item))
        .map((item) => pathValue(item, parts, i))
        .filter((item) => item !== undefined)
    current = fieldOf(current, parts[i] as string)
    if (current === undefined) return undefined
  }
  return current
}

const SYSTEM: Record<string, (scope: Scope) => unknown> = {
  ROOT: (scope) => scope.root,
  CURRENT: (scope) => ('CURRENT' in scope.vars ? scope.vars.CURRENT : scope.root),
  REMOVE: () => undefined,
  NOW: () => new Date(),
  CLUSTER_TIME: () => new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 }),
  DESCEND: () => 'descend',
  PRUNE: () => 'prune',
  KEEP: () => 'keep',
}

function compilePath(path: string, names: ReadonlySet<string>): Expression {
  if (path.startsWith('$$')) {
    const [name = '', ...rest] = partsOf(path.slice(2))
    const system = SYSTEM[name]
    const head: Expression = names.has(name) ? (scope) => scope.vars[name] : (system ?? undefinedVariable(name))
    return rest.length === 0 ? head : (scope) => pathValue(head(scope), rest)
  }
  const field = path.slice(1)
  if (field === '' || field.startsWith('.') || field.endsWith('.'))
    throw new CommandError(40353, "FieldPath must not end with a '.'.")
  const parts = partsOf(field)
  if (parts.some((part) => part.startsWith('$')))
    throw new CommandError(
      16410,
      `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
    )
  return (scope) => pathValue('CURRENT' in scope.vars ? scope.vars.CURRENT : scope.root, parts)
}
function undefinedVariable(name: string): never {
  throw new CommandError(17276, `Use of undefined variable: ${name}`)
}

function compileDocument(expression: Document, compiler: Compiler): Expression {
  const keys = Object.keys(expression)
  const operator = keys.find((key) => key.startsWith('$'))
  if (operator === undefined) {
    const fields = keys.map((key) => [key, compiler.compile(expression[key])] as const)
    return (scope) => {
      const out: Document = {}
      for (const [key, field] of fields) {
        const value = field(scope)
        if (value !== undefined) out[key] = value
      }
      return out
    }
  }
  if (keys.length !== 1)
    throw new CommandError(
      15983,
      `An object representing an expression must have exactly one field: ${keys.join(', ')}`,
    )
  const own = OPERATORS[operator]
  if (own) return own(expression[operator], compiler, operator)
  if (isBorrowed(operator)) return borrowed(operator, compiler.compile(expression[operator]))
  throw new CommandError(168, `Unrecognized expression '${operator}'`)
}

function compilerFor(names: ReadonlySet<string>): Compiler {
  const compiler: Compiler = {
    compile(expression, extraNames) {
      if (extraNames) return compilerFor(new Set([...names, ...extraNames])).compile(expression)
      if (typeof expression === 'string')
        return expression.startsWith('$') ? compilePath(expression, names) : () => expression
      if (Array.isArray(expression)) {
        const items = expression.map((item) => compiler.compile(item))
        return (scope) => items.map((item) => item(scope) ?? null)
      }
      if (classOf(expression) === Class.object && isDocument(expression)) return compileDocument(expression, compiler)
      return () => expression
    },
  }
  return compiler
}

/** Compiles an expression; `variables` are known values such as a command's `let`. */
export function compileExpression(expression: unknown, variables: Document = {}): Expression {
  const names = Object.keys(variables)
  const compiled = compilerFor(new Set(names)).compile(expression)
  if (names.length === 0) return compiled
  return (scope) => compiled({ root: scope.root, vars: { ...variables, ...scope.vars } })
}

/** The values of a command's `let`, which may be expressions without fields. */
export function readLet(spec: unknown, outer: Document = {}): Document | undefined {
  if (spec === undefined) return undefined
  if (!isDocument(spec)) throw new CommandError(14, "BSON field 'let' is the wrong type, expected type 'object'")
  return Object.fromEntries(
    Object.entries(spec).map(([name, value]) => {
      if (!/^[a-z][A-Za-z0-9_]*$/.test(name))
        throw new CommandError(9, `'${name}' starts with an invalid character for a user variable name`)
      return [name, compileExpression(value, outer)({ root: {}, vars: {} })]
    }),
  )
}
