import type { ReactNode } from 'react'
import { Press } from './elements'

interface Props {
  id: string
  onPress: () => void
  disabled?: boolean
  children: ReactNode
}

/** The one big next step of a page. */
export function BigButton({ id, onPress, disabled, children }: Props) {
  return (
    <Press id={id} className="press-main" onPress={onPress} disabled={disabled}>
      {children}
    </Press>
  )
}

/** A step beside the next one: quieter, never equal. */
export function QuietButton({ id, onPress, disabled, children }: Props) {
  return (
    <Press id={id} className="press-second" onPress={onPress} disabled={disabled}>
      {children}
    </Press>
  )
}
