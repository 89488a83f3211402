import type { ReactNode } from 'react'
import { Press, Words } from './elements'

/** One line that leads somewhere. */
export function LinkRow({ id, onPress, children }: { id: string; onPress: () => void; children: ReactNode }) {
  return (
    <Press id={id} className="link-row" onPress={onPress}>
      <Words className="link-words">{children}</Words>
      <Words className="link-arrow">›</Words>
    </Press>
  )
}
