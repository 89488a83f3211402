import { hash } from 'node:crypto'
import { type ComparedField, comparedFields } from '@loumen/shared/imports/rules'
import { Types } from 'mongoose'
import { blind } from '../base/personal'

const length = 4
const silent = '-'.repeat(length)

/**
 * Keyed prints of what a file said of a person, one for each field: they tell whether an updated file, or the roster,
 * still says the same, and nothing else. Salted with the person, so that equal names have different prints.
 */
export class Prints {
  private readonly secret: string

  constructor(communityId: string) {
    this.secret = blind('import', `prints|${communityId}`)
  }

  /** Prints made where the place was not known, with the place. */
  placed(id: unknown, said: string, place: string): string {
    return said.slice(0, -length) + this.print(id, 'place', place)
  }

  /** The prints of all fields as one short text; `kept` stands where the file is silent. */
  of(id: unknown, texts: Record<ComparedField, string>, kept = ''): string {
    let said = ''
    for (const [at, field] of comparedFields.entries())
      said += texts[field] ? this.print(id, field, texts[field]) : kept.slice(at * length, (at + 1) * length) || silent
    return said
  }

  /** Tells whether a text is what the last file said of a field; `never` when none said anything. */
  base(id: unknown, said: string | undefined, field: ComparedField): ((text: string) => boolean) | 'never' {
    const at = comparedFields.indexOf(field) * length
    const print = said?.slice(at, at + length)
    if (!print || print === silent) return 'never'
    return (text) => this.print(id, field, text) === print
  }

  private print(id: unknown, field: ComparedField, text: string): string {
    return hash('sha256', `${this.secret}|${id}|${field}|${text}`, 'base64url').slice(0, length)
  }
}

/** What a document holds, in short: differs as soon as anything in it but the mark was changed. */
export function markOf(document: object): string {
  let text = ''
  for (const name of Object.keys(document).sort()) {
    const value = (document as Record<string, unknown>)[name]
    if (name === 'imported' || value === undefined) continue
    text += `${name} ${typeof value === 'string' ? sealEnd(value) : shortly(value)}\n`
  }
  return hash('sha256', text, 'base64url').slice(0, 16)
}

/** A sealed value by its tag, which no other one has. */
const sealEnd = (value: string) => (value.startsWith('v1.') ? value.slice(-22) : value)

const shortly = (value: unknown) => (value instanceof Types.ObjectId ? value.toHexString() : JSON.stringify(value))
