import type { Role } from '../roles'
import type { ExcuseReason } from './schema'

/** Who may give an excuse, whether it must say until when, and whether it wants proof. */
export interface ExcuseRule {
  by: readonly Role[]
  until: 'wanted' | 'possible' | 'none'
  /** At most so many days from today. */
  days?: number
  proof: boolean
}

const office: readonly Role[] = ['admin', 'communityLead', 'gridLeader']
const staff: readonly Role[] = [...office, 'captain']
const everybody: readonly Role[] = [...staff, 'resident']

/** The excuses by rule: what a household may say itself, and what only the community may. */
export const excuseRules: Record<ExcuseReason, ExcuseRule> = {
  away: { by: everybody, until: 'possible', proof: false },
  inHospital: { by: everybody, until: 'possible', proof: false },
  sampledElsewhere: { by: everybody, until: 'none', proof: true },
  medical: { by: everybody, until: 'possible', proof: false },
  vaccinated: { by: everybody, until: 'wanted', days: 2, proof: false },
  isolated: { by: office, until: 'possible', proof: false },
  leftCommunity: { by: staff, until: 'none', proof: false },
}

/** The excuses that somebody with these roles may give. */
export const excusesFor = (roles: readonly Role[]): ExcuseReason[] =>
  (Object.keys(excuseRules) as ExcuseReason[]).filter((reason) =>
    excuseRules[reason].by.some((role) => roles.includes(role)),
  )

export type ExcuseFault = 'excuse.notYours' | 'excuse.untilMissing' | 'excuse.untilWrong' | 'excuse.proofMissing'

/** Why an excuse cannot be given, or undefined when it can. `today` as YYYY-MM-DD. */
export function excuseFault(
  excuse: { reason: ExcuseReason; until?: string | undefined; proof?: string | undefined },
  roles: readonly Role[],
  today: string,
): ExcuseFault | undefined {
  const rule = excuseRules[excuse.reason]
  if (!rule.by.some((role) => roles.includes(role))) return 'excuse.notYours'
  if (rule.proof && !excuse.proof) return 'excuse.proofMissing'
  if (rule.until === 'wanted' && !excuse.until) return 'excuse.untilMissing'
  if (!excuse.until) return undefined
  if (rule.until === 'none') return 'excuse.untilWrong'
  const last = rule.days === undefined ? undefined : dayAfter(today, rule.days)
  return last && excuse.until > last ? 'excuse.untilWrong' : undefined
}

/** The day so many days later, YYYY-MM-DD. */
export const dayAfter = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
