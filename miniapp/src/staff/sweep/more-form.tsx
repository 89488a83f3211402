import type { DoorOutcome } from '@loumen/shared/calls/schema'
import { SweepNeed } from '@loumen/shared/sweeps/schema'
import { sweepWords } from '@loumen/shared/words/sweeps'
import { useState } from 'react'
import { clockTime } from '../../platform/clock-time'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { Box, TextField } from '../../ui/elements'
import { useWords } from '../../use-words'
import type { Tap } from './use-taps'

interface Props {
  door: string
  outcome: DoorOutcome
  onSend: (more: Pick<Tap, 'laterAt' | 'need' | 'note'>) => void
  onCancel: () => void
}

const waits = [30, 60, 120, 240] as const
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()

/** What a door needs, or from when somebody can come; with a note if there is one. */
export function MoreForm({ door, outcome, onSend, onCancel }: Props) {
  const { t, word } = useWords(sweepWords)
  const shared = useWords()
  const [need, setNeed] = useState<SweepNeed>('comeDown')
  const [wait, setWait] = useState<string>(String(waits[0]))
  const [note, setNote] = useState('')
  const later = outcome === 'later'
  const send = () =>
    onSend({
      ...(later ? { laterAt: inMinutes(Number(wait)) } : { need }),
      ...(note.trim() ? { note: note.trim() } : {}),
    })
  return (
    <Box id={`more-${door}`} className="more">
      {later ? (
        <Choices
          id={`wait-${door}`}
          label={t('sweepWhen')}
          titled
          options={waits.map((minutes) => ({
            value: String(minutes),
            text: t('sweepInMinutes', { minutes, time: clockTime(inMinutes(minutes)) }),
          }))}
          value={wait}
          onChange={setWait}
        />
      ) : (
        <Choices
          id={`need-${door}`}
          label={t('sweepNeedTitle')}
          titled
          options={SweepNeed.options.map((value) => ({ value, text: word('need', value) }))}
          value={need}
          onChange={setNeed}
        />
      )}
      <TextField
        id={`note-${door}`}
        label={t('sweepNote')}
        placeholder={t('sweepNoteHint')}
        value={note}
        maxLength={200}
        autoComplete="off"
        onChange={setNote}
      />
      <Box className="steps">
        <BigButton id={`save-${door}`} onPress={send}>
          {t('sweepSave')}
        </BigButton>
        <QuietButton id={`drop-${door}`} onPress={onCancel}>
          {shared.t('cancel')}
        </QuietButton>
      </Box>
    </Box>
  )
}
