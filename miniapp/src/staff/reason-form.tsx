import { useState } from 'react'
import { BigButton, QuietButton } from '../ui/big-button'
import { Choices } from '../ui/choices'
import { Box, TextField } from '../ui/elements'
import { useWords } from '../use-words'
import { useStaffWords } from './use-staff-words'

interface Props {
  id: string
  label: string
  /** The usual reasons in words; another can be typed. */
  usual: readonly string[]
  send: string
  turnBack?: string
  busy: boolean
  onSend: (reason: string) => void
  onCancel: () => void
}

const other = 'other'

/** Asks for a reason in words: a usual one with a tap, another by typing. */
export function ReasonForm({ id, label, usual, send, turnBack, busy, onSend, onCancel }: Props) {
  const { t } = useStaffWords()
  const shared = useWords()
  const [chosen, setChosen] = useState<string>()
  const [typed, setTyped] = useState('')
  const [missing, setMissing] = useState(false)
  const finish = () => {
    const reason = chosen === other ? typed.trim() : usual[Number(chosen)]
    setMissing(!reason)
    if (reason) onSend(reason)
  }
  return (
    <Box id={id}>
      <Choices
        id={`${id}-reason`}
        label={label}
        titled
        options={[
          ...usual.map((text, place) => ({ value: String(place), text })),
          { value: other, text: t('reasonOther') },
        ]}
        value={chosen}
        onChange={setChosen}
      />
      {chosen === other && (
        <TextField
          id={`${id}-other`}
          label={t('reasonOther')}
          value={typed}
          onChange={setTyped}
          onEnter={finish}
          autoComplete="off"
          maxLength={200}
          autoFocus
        />
      )}
      {missing && (
        <Box className="problem" role="alert">
          {t('reasonNeeded')}
        </Box>
      )}
      <Box className="steps">
        <BigButton id={`${id}-send`} onPress={finish} disabled={busy}>
          {send}
        </BigButton>
        <QuietButton id={`${id}-cancel`} onPress={onCancel}>
          {turnBack ?? shared.t('cancel')}
        </QuietButton>
      </Box>
    </Box>
  )
}
