import type { TeamFailure } from '../visits/schema'

/** The sentences that the form of failed visits had before reasons were a list, in both languages. */
const formerReasons: Readonly<Record<string, TeamFailure>> = {
  敲门没人: 'nobodyHome',
  'Nobody home': 'nobodyHome',
  本人不愿采样: 'refuses',
  Refused: 'refuses',
  身体不适合: 'unfit',
  'Not fit': 'unfit',
}

/** A fact as it is said today: a phone may hand in what an older version of the app recorded before it was updated. */
export function saidToday(fact: unknown): unknown {
  const { kind, reason, ...rest } = Object(fact) as Record<string, unknown>
  if (kind !== 'failVisit' || typeof reason !== 'string' || 'why' in rest) return fact
  const why = formerReasons[reason]
  return { ...rest, kind, ...(why ? { why } : { why: 'other', note: reason }) }
}
