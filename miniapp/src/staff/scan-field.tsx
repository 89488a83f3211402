import { type ReactNode, useState } from 'react'
import { cameraObstacle, scanWithCamera } from '../platform/camera'
import { QuietButton } from '../ui/big-button'
import { Box, TextField, Words } from '../ui/elements'
import { useWords } from '../use-words'
import { useStaffWords } from './use-staff-words'

interface Props {
  id: string
  label: string
  hint: string
  /** The field takes the focus again whenever this changes. */
  turn?: number
  /** Longest text; a code's unless said. */
  maxLength?: number
  onScan: (text: string) => void
  children?: (send: () => void) => ReactNode
}

/**
 * The one field that takes what readers type: it has the focus, Enter sends it and empties it. The camera where the
 * phone allows it, and why not where it does not.
 */
export function ScanField({ id, label, hint, turn = 0, maxLength = 300, onScan, children }: Props) {
  const { t } = useStaffWords()
  const shared = useWords()
  const [text, setText] = useState('')
  const [sent, setSent] = useState(0)
  const send = (value: string) => {
    setText('')
    setSent(sent + 1)
    if (value.trim()) onScan(value)
  }
  const openCamera = async () => {
    const found = await scanWithCamera(shared.t('cancel'))
    if (found) send(found)
  }
  return (
    <Box className="scan-field">
      <TextField
        id={id}
        label={label}
        hint={hint}
        value={text}
        onChange={setText}
        onEnter={send}
        autoComplete="off"
        maxLength={maxLength}
        autoFocus
        focusTurn={`${turn} ${sent}`}
      />
      {children?.(() => send(text))}
      {cameraObstacle ? (
        <Words className="quiet">{t(cameraObstacle === 'insecure' ? 'cameraInsecure' : 'cameraUnsupported')}</Words>
      ) : (
        <QuietButton id={`${id}-camera`} onPress={() => void openCamera()}>
          {t('camera')}
        </QuietButton>
      )}
    </Box>
  )
}
