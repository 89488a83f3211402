import { RemovalReason } from '@loumen/shared/tubes/schema'
import type { ReactNode } from 'react'
import { QuietButton } from '../ui/big-button'
import { Box, Heading, Press } from '../ui/elements'
import { useWords } from '../use-words'
import { useStaffWords } from './use-staff-words'

interface Props {
  name: string
  busy: boolean
  onReason: (reason: RemovalReason) => void
  onCancel: () => void
  /** What else can be done about them. */
  children?: ReactNode
}

/** Why somebody leaves a tube, with one tap. */
export function Removal({ name, busy, onReason, onCancel, children }: Props) {
  const { t, word } = useStaffWords()
  const shared = useWords()
  return (
    <Box id="removal" className="card" role="group">
      <Heading className="card-title">{t('removeWhy', { name })}</Heading>
      <Box className="choices">
        {RemovalReason.options.map((reason) => (
          <Press
            key={reason}
            id={`removal-${reason}`}
            className="choice"
            disabled={busy}
            onPress={() => onReason(reason)}
          >
            {word('removal', reason)}
          </Press>
        ))}
      </Box>
      {children}
      <QuietButton id="removal-cancel" onPress={onCancel}>
        {shared.t('cancel')}
      </QuietButton>
    </Box>
  )
}
