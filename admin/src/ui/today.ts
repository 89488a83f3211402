import { useSession } from '../remote/session'

/** Today in China by the house's clock, as YYYY-MM-DD. */
export function useToday(): string {
  const { me } = useSession()
  const now = me ? Date.parse(me.now) : Date.now()
  return new Date(now + 8 * 3_600_000).toISOString().slice(0, 10)
}
