import { type RefusalCode, refusalText } from '../refusals'
import { domainWord } from './domain'
import type { Language } from './language'
import { type RosterFileFault, rosterFileFaults } from './roster-problems'

const kinds: Partial<Record<RefusalCode, string>> = {
  'import.state': 'import',
  'round.state': 'round',
  'table.state': 'table',
  'call.live': 'call',
  'call.state': 'call',
  'tube.state': 'tube',
  'box.state': 'box',
  'visit.state': 'visit',
}

/** The sentence of a refusal with the state it names in the reader's language. */
export function sayRefusal(language: Language, code: RefusalCode, details: Record<string, unknown> = {}): string {
  const kind = kinds[code]
  const state = kind && typeof details.state === 'string' ? domainWord(language, kind, details.state) : details.state
  const lane = code === 'person.otherLane' ? domainWord(language, 'lane', String(details.lane)) : undefined
  const why = code === 'person.deferred' ? domainWord(language, 'deferral', String(details.why)) : undefined
  const file = code === 'roster.unreadable' || code === 'upload.unreadable'
  const fault = file && rosterFileFaults[details.reason as RosterFileFault]
  const reason = fault ? fault[language === 'zh' ? 0 : 1] : details.reason
  return refusalText(language, code, { ...details, state, reason, ...(lane ? { lane } : {}), ...(why ? { why } : {}) })
}
