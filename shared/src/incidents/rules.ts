import type { Outcome } from '../results/schema'
import type { Body, DutyContact, SingleVerdict } from './schema'

/** Who is told of a pool that has to be re-sampled. */
export const recallBodies: readonly Body[] = ['samplingTeam', 'community', 'police']

/** Who is told of a positive single, all at the same moment. */
export const positiveBodies: readonly Body[] = ['ambulance', 'hospital', 'community', 'police', 'cdc', 'headquarters']

/**
 * What a person's single samples say together: the latest `wanted` that gave an answer have to be there and to agree.
 * Insufficient ones give none. A grey or single-target one, or one positive beside a negative, agrees with nothing:
 * newer samples may decide, never a majority.
 */
export function singleVerdict(outcomes: readonly (Outcome | null)[], wanted: number): SingleVerdict {
  const latest = outcomes.filter((outcome) => outcome !== 'insufficient').slice(-wanted)
  const known = latest.filter((outcome) => outcome !== null)
  if (new Set(known).size > 1 || known.some((outcome) => outcome === 'grey' || outcome === 'singleTarget'))
    return 'disagree'
  if (known.length < wanted) return 'waiting'
  return known[0] === 'positive' ? 'positive' : 'negative'
}

/** Why a recall cannot be closed yet, with how many people it is about; undefined when it can. */
export function openReason(
  verdicts: readonly SingleVerdict[],
): { why: 'waiting' | 'disagree'; count: number } | undefined {
  for (const why of ['disagree', 'waiting'] as const) {
    const count = verdicts.filter((verdict) => verdict === why).length
    if (count) return { why, count }
  }
  return undefined
}

/** Whether somebody is on duty at this time of day in China (HH:MM); hours may go over midnight. */
export function onDuty({ hours }: DutyContact, time: string): boolean {
  if (!hours) return true
  const { from, to } = hours
  return from <= to ? time >= from && time < to : time >= from || time < to
}

/** The people to try at this hour, in their order; everybody when nobody is on duty: somebody has to be reached. */
export function dutyNow(contacts: readonly DutyContact[], time: string): DutyContact[] {
  const now = contacts.filter((contact) => onDuty(contact, time))
  return now.length ? now : [...contacts]
}

/** A message that could not be sent is tried again after so many milliseconds: 10 s, 30 s, then the next person's turn. */
export const retryAfter = (failures: number): number | undefined => [10_000, 30_000][failures - 1]

/** How long the link of a message works, milliseconds. */
export const alertLinkLasts = 2 * 3_600_000
