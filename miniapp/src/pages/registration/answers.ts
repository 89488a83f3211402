import { excuseRules } from '@loumen/shared/tickets/excuses'
import type { Answer, ExcuseReason, Ticket } from '@loumen/shared/tickets/schema'

/** One person's answer while it is being given: an excuse may still lack its reason. */
export interface Draft {
  residentId: string
  kind: Answer['kind']
  reason?: ExcuseReason
  until?: string
  proof?: string
}

/** What was answered before; everybody comes unless somebody says otherwise. */
export const draftOf = ({ residentId, answer, excuse }: Ticket): Draft => ({
  residentId,
  kind: answer ?? 'coming',
  ...(answer === 'excused' && excuse ? { reason: excuse.reason, until: excuse.until ?? undefined } : {}),
})

/** The answers to send, or undefined while an excuse lacks its reason, its last day or its proof. A refusal is the staff's to take back. */
export function finished(drafts: readonly Draft[]): Answer[] | undefined {
  const answers: Answer[] = []
  for (const { residentId, kind, reason, until, proof } of drafts) {
    if (kind === 'refuses') continue
    if (kind !== 'excused') answers.push({ residentId, kind })
    else if (reason && isWhole(reason, until, proof?.trim()))
      answers.push({
        residentId,
        kind,
        reason,
        ...(until && excuseRules[reason].until !== 'none' ? { until } : {}),
        ...(proof?.trim() && excuseRules[reason].proof ? { proof: proof.trim() } : {}),
      })
    else return undefined
  }
  return answers
}

const isWhole = (reason: ExcuseReason, until?: string, proof?: string) =>
  (!excuseRules[reason].proof || !!proof) && (excuseRules[reason].until !== 'wanted' || !!until)

/** Whether somebody's answer can still change: not once they are in a tube or frozen. */
export const canAnswer = ({ progress }: Ticket) => !['admitted', 'sampled', 'resampling'].includes(progress)
