import { goToStaff } from '../../platform/places'
import { ColourTile } from '../../ui/colour-tile'
import { Press, Words } from '../../ui/elements'

interface Props {
  id: string
  label: string
  colour: number
  round: string
  /** What happens to it now. */
  state?: string
  page?: 'captain' | 'sweep'
}

/** An entrance to follow, or to go through door by door. */
export function EntranceLink({ id, label, colour, round, state, page = 'captain' }: Props) {
  return (
    <Press
      id={`to-${page === 'sweep' ? 'sweep' : 'entrance'}-${id}`}
      className="link-row"
      onPress={() => goToStaff(page, { round, entrance: id })}
    >
      <ColourTile colour={colour} />
      <Words className="link-words link-wide">{label}</Words>
      {state && <Words className="quiet">{state}</Words>}
      <Words className="link-arrow">›</Words>
    </Press>
  )
}
