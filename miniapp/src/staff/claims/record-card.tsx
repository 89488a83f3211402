import { settleOperation } from '@loumen/shared/operations/api'
import type { OpenOperation } from '@loumen/shared/operations/schema'
import { type OfflineWord, offlineWords } from '@loumen/shared/words/offline'
import { sayRefusal } from '@loumen/shared/words/refusal'
import { useState } from 'react'
import { clockTime } from '../../platform/clock-time'
import { useWrite } from '../../remote/use-write'
import { BigButton } from '../../ui/big-button'
import { Box, Heading, TextField, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'

interface Props {
  roundId: string
  operation: OpenOperation
  again: () => void
}

/** Another record that does not agree: what it says, and what somebody did about it. */
export function RecordCard({ roundId, operation, again }: Props) {
  const { t, language } = useWords(offlineWords)
  const { write, busy, problem, retry } = useWrite('staff')
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState(false)
  const { id, kind, labels, why, recorder, who, recordedAt } = operation
  const send = () => {
    setMissing(!note.trim())
    if (note.trim()) void write(settleOperation, { roundId, operationId: id, note: note.trim() }, again)
  }
  return (
    <Box id={`record-${id}`} className="card">
      <Heading className="card-title">{[t(`kind.${kind}` as OfflineWord), ...labels].join(' ')}</Heading>
      <Words>{sayRefusal(language, why.code, why.details)}</Words>
      <Words className="quiet">
        {[`${t('recordedBy')} ${recorder}`, clockTime(recordedAt), who].filter(Boolean).join(' · ')}
      </Words>
      <TextField
        id={`settled-${id}`}
        label={t('reasonLabel')}
        value={note}
        maxLength={200}
        autoComplete="off"
        onChange={setNote}
      />
      {missing && (
        <Box className="problem" role="alert">
          {t('settleMissing')}
        </Box>
      )}
      <ProblemNote problem={problem} retry={retry} />
      <BigButton id={`settle-${id}`} onPress={send} disabled={busy}>
        {t('settle')}
      </BigButton>
    </Box>
  )
}
