import { afterFailure } from '@loumen/shared/visits/rules'
import { TeamFailure } from '@loumen/shared/visits/schema'
import { useState } from 'react'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { Box, TextField, Words } from '../../ui/elements'
import { useWords } from '../../use-words'
import { useStaffWords } from '../use-staff-words'

interface Props {
  id: string
  busy: boolean
  onSend: (failure: { why: TeamFailure; note?: string }) => void
  onCancel: () => void
}

/** Why a visit came to nothing, what follows from it, and a note. */
export function FailureForm({ id, busy, onSend, onCancel }: Props) {
  const { t, word } = useStaffWords()
  const shared = useWords()
  const [why, setWhy] = useState<TeamFailure>()
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState(false)
  const next = why && afterFailure[why]
  const finish = () => {
    const typed = note.trim()
    const lacks = !why || (why === 'other' && !typed)
    setMissing(lacks)
    if (why && !lacks) onSend({ why, ...(typed ? { note: typed } : {}) })
  }
  return (
    <Box id={id}>
      <Choices
        id={`${id}-reason`}
        label={t('failWhy')}
        titled
        options={TeamFailure.options.map((value) => ({ value, text: word('visitFailure', value) }))}
        value={why}
        onChange={setWhy}
      />
      {why && (
        <TextField
          id={`${id}-note`}
          label={t('visitFailNote')}
          value={note}
          onChange={setNote}
          onEnter={finish}
          autoComplete="off"
          maxLength={200}
        />
      )}
      {next && next !== 'none' && <Words className="quiet">{t(`visitFailNext.${next}`)}</Words>}
      {missing && (
        <Box className="problem" role="alert">
          {t('reasonNeeded')}
        </Box>
      )}
      <Box className="steps">
        <BigButton id={`${id}-send`} onPress={finish} disabled={busy}>
          {t('failSend')}
        </BigButton>
        <QuietButton id={`${id}-cancel`} onPress={onCancel}>
          {shared.t('cancel')}
        </QuietButton>
      </Box>
    </Box>
  )
}
