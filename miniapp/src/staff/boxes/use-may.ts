import { type Ability, canSomewhere } from '@loumen/shared/abilities'
import { useSession } from '../../remote/session'

/** What the signed-in person may do with boxes somewhere; the server decides again for the one at hand. */
export function useMay() {
  const session = useSession('staff')
  return (ability: Ability) => !!session && canSomewhere(session.me.grants, ability, Date.now())
}
