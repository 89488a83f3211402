import { CommandError } from '../errors'
import type { Document } from '../query/values'

/** What an expression sees: the document and the variables bound around it. */
export interface Scope {
  root: unknown
  vars: Document
}
/** An expression ready to be asked of many documents; undefined is a missing value. */
export type Expression = (scope: Scope) => unknown

/** Compiles expressions; `names` are the variables that are bound where the expression stands. */
export interface Compiler {
  compile(expression: unknown, extraNames?: readonly string[]): Expression
}
/** How an operator is compiled from its argument. */
export type OperatorCompiler = (argument: unknown, compiler: Compiler, name: string) => Expression

/** An operator whose arguments are all evaluated first; `count` is how many it takes. */
export const strict =
  (count: number | [number, number], apply: (args: unknown[], name: string) => unknown): OperatorCompiler =>
  (argument, compiler, name) => {
    const list = Array.isArray(argument) ? argument : [argument]
    const [least, most] = typeof count === 'number' ? [count, count] : count
    if (list.length < least || list.length > most)
      throw new CommandError(
        16020,
        `Expression ${name} takes ${least === most ? `exactly ${least}` : `between ${least} and ${most}`} arguments. ${list.length} were passed in.`,
      )
    const args = list.map((item) => compiler.compile(item))
    return (scope) =>
      apply(
        args.map((arg) => arg(scope)),
        name,
      )
  }

/** The named arguments of an operator; a name that is not known or missing is an error. */
export function named(argument: unknown, name: string, required: string[], optional: string[] = []): Document {
  if (typeof argument !== 'object' || argument === null || Array.isArray(argument))
    throw new CommandError(40271, `${name} only supports an object as its argument`)
  const given = argument as Document
  for (const key of Object.keys(given))
    if (![...required, ...optional].includes(key))
      throw new CommandError(40324, `Unrecognized argument to ${name}: ${key}`)
  for (const key of required)
    if (!(key in given)) throw new CommandError(40326, `${name} requires '${key}' to be specified`)
  return given
}

export const isNothing = (value: unknown): value is null | undefined => value === undefined || value === null
