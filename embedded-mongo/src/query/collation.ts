import { CommandError } from '../errors'
import type { Document } from './values'

/** How strings are compared under a collation, and a folding that makes equal strings the same. */
export interface Collation {
  spec: Document
  compare(a: string, b: string): number
  fold(text: string): string
}

const SENSITIVITY = ['base', 'base', 'accent', 'variant', 'variant', 'variant'] as const
const KNOWN = new Set([
  'locale',
  'strength',
  'caseLevel',
  'caseFirst',
  'numericOrdering',
  'alternate',
  'maxVariable',
  'normalization',
  'backwards',
  'version',
])

/** A collation as commands give it; undefined is plain byte order. Settings without an equivalent are refused. */
export function readCollation(spec: unknown): Collation | undefined {
  if (spec === undefined || spec === null) return undefined
  const {
    locale,
    strength = 3,
    caseLevel = false,
    caseFirst = 'off',
    numericOrdering = false,
    alternate = 'non-ignorable',
    backwards = false,
    ...rest
  } = spec as Document
  for (const name of Object.keys(rest))
    if (!KNOWN.has(name)) throw new CommandError(40415, `BSON field 'collation.${name}' is an unknown field.`)
  if (typeof locale !== 'string')
    throw new CommandError(40414, "BSON field 'collation.locale' is missing but a required field")
  if (locale === 'simple') return undefined
  if (![1, 2, 3].includes(Number(strength)) || alternate !== 'non-ignorable' || backwards)
    throw new CommandError(2, 'This engine supports collation strengths 1 to 3, without alternate or backwards')
  const tag = locale.replaceAll('_', '-').replace(/@.*$/, '')
  let collator: Intl.Collator
  try {
    collator = new Intl.Collator(tag, {
      sensitivity: caseLevel && Number(strength) === 1 ? 'case' : SENSITIVITY[Number(strength)],
      caseFirst: caseFirst === 'upper' ? 'upper' : caseFirst === 'lower' ? 'lower' : 'false',
      numeric: numericOrdering === true,
    })
  } catch {
    throw new CommandError(2, `Field 'locale' is invalid in: { locale: "${locale}" }`)
  }
  const representatives = new Map<string, string>()
  return {
    spec: { locale, strength },
    compare: (a, b) => collator.compare(a, b),
    fold(text) {
      const rough = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
      for (let n = 0; ; n++) {
        const slot = `${rough}\u0000${n}`
        const known = representatives.get(slot)
        if (known === undefined) representatives.set(slot, text)
        if (known === undefined || collator.compare(known, text) === 0) return slot
      }
    },
  }
}
