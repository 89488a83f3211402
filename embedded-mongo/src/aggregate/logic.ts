import { CommandError } from '../errors'
import { compare } from '../query/values'
import { isNothing, named, type OperatorCompiler, strict } from './compiler'
import { truthy } from './expressions'

const comparison = (fits: (order: number) => unknown): OperatorCompiler =>
  strict(2, ([a, b]) =>
    fits(a === undefined || b === undefined ? Number(a !== undefined) - Number(b !== undefined) : compare(a, b)),
  )

const list = (argument: unknown): unknown[] => (Array.isArray(argument) ? argument : [argument])

/** Comparisons, conditions and variables. */
export const LOGIC: Record<string, OperatorCompiler> = {
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: comparison((order) => Math.sign(order)),
  $and: (argument, compiler) => {
    const all = list(argument).map((item) => compiler.compile(item))
    return (scope) => all.every((item) => truthy(item(scope)))
  },
  $or: (argument, compiler) => {
    const any = list(argument).map((item) => compiler.compile(item))
    return (scope) => any.some((item) => truthy(item(scope)))
  },
  $not: strict(1, ([value]) => !truthy(value)),
  $literal: (argument) => () => argument,
  $cond: (argument, compiler) => {
    let parts: unknown[]
    if (Array.isArray(argument)) parts = argument
    else {
      const given = named(argument, '$cond', ['if', 'then', 'else'])
      parts = [given.if, given.then, given.else]
    }
    if (parts.length !== 3)
      throw new CommandError(16020, `Expression $cond takes exactly 3 arguments. ${parts.length} were passed in.`)
    const [test, yes, no] = parts.map((part) => compiler.compile(part))
    return (scope) => (truthy(test?.(scope)) ? yes?.(scope) : no?.(scope))
  },
  $ifNull: (argument, compiler) => {
    if (!Array.isArray(argument) || argument.length < 2)
      throw new CommandError(1257300, '$ifNull needs at least two arguments')
    const values = argument.map((item) => compiler.compile(item))
    return (scope) => {
      let value: unknown
      for (const next of values) {
        value = next(scope)
        if (!isNothing(value)) return value
      }
      return value
    }
  },
  $switch: (argument, compiler) => {
    const given = named(argument, '$switch', ['branches'], ['default'])
    if (!Array.isArray(given.branches) || given.branches.length === 0)
      throw new CommandError(40068, '$switch requires at least one branch')
    const branches = given.branches.map((branch) => {
      const { case: test, then } = named(branch, '$switch', ['case', 'then'])
      return [compiler.compile(test), compiler.compile(then)] as const
    })
    const otherwise = 'default' in given ? compiler.compile(given.default) : undefined
    return (scope) => {
      for (const [test, then] of branches) if (truthy(test(scope))) return then(scope)
      if (!otherwise)
        throw new CommandError(
          40066,
          '$switch could not find a matching branch for an input, and no default was specified.',
        )
      return otherwise(scope)
    }
  },
  $let: (argument, compiler) => {
    const given = named(argument, '$let', ['vars', 'in'])
    const vars = Object.entries(given.vars as Record<string, unknown>).map(
      ([name, value]) => [name, compiler.compile(value)] as const,
    )
    const body = compiler.compile(
      given.in,
      vars.map(([name]) => name),
    )
    return (scope) =>
      body({
        root: scope.root,
        vars: { ...scope.vars, ...Object.fromEntries(vars.map(([name, value]) => [name, value(scope)])) },
      })
  },
  $rand: () => () => Math.random(),
}
