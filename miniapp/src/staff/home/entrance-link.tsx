import { goToStaff } from '../../platform/places'
import { ColourTile } from '../../ui/colour-tile'
import { Press, Words } from '../../ui/elements'

interface Props {
  id: string
  label: string
  colour: number
  round: string
}

/** An entrance to follow. */
export function EntranceLink({ id, label, colour, round }: Props) {
  return (
    <Press id={`to-entrance-${id}`} className="link-row" onPress={() => goToStaff('captain', { round, entrance: id })}>
      <ColourTile colour={colour} />
      <Words className="link-words link-wide">{label}</Words>
      <Words className="link-arrow">›</Words>
    </Press>
  )
}
