import { blind } from '../base/personal'

/** What the gateway sends back when whoever it told has acknowledged. */
export const tokenOf = (alertId: string) => `${alertId}.${blind('code', `alert.${alertId}`)}`

/** What a message's link carries: whose turn it was, and until when it works. */
export const linkOf = (alertId: string, attempt: number, until: number) => {
  const said = `${alertId}.${attempt}.${until.toString(36)}`
  return `${said}.${blind('code', `alert.link.${said}`)}`
}

/** The alert of either kind of token; undefined for one that nobody here has made. */
export function readAlertToken(token: string): { alertId: string; attempt?: number; until?: number } | undefined {
  const [alertId = '', attempt = '', until = ''] = token.split('.')
  if (!/^[0-9a-f]{24}$/.test(alertId)) return undefined
  if (token === tokenOf(alertId)) return { alertId }
  const [turn, end] = [Number(attempt), Number.parseInt(until, 36)]
  return token === linkOf(alertId, turn, end) ? { alertId, attempt: turn, until: end } : undefined
}
