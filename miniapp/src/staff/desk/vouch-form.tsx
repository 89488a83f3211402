import type { Vouch } from '@loumen/shared/tubes/schema'
import { useState } from 'react'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { Box, TextField } from '../../ui/elements'
import { useWords } from '../../use-words'
import { useTableWords } from '../use-table-words'

interface Props {
  busy: boolean
  onVouch: (vouch: Vouch) => void
  onCancel: () => void
}

/** Somebody without a document: a captain, guardian or volunteer answers for them by name. */
export function VouchForm({ busy, onVouch, onCancel }: Props) {
  const { t } = useTableWords()
  const shared = useWords()
  const [by, setBy] = useState<Vouch['by']>('captain')
  const [name, setName] = useState('')
  const send = () => name.trim() && onVouch({ by, name: name.trim() })
  return (
    <Box id="vouch" className="card">
      <Choices
        id="vouch-by"
        label={t('vouchTitle')}
        titled
        options={(['captain', 'guardian', 'volunteer'] as const).map((value) => ({ value, text: t(`vouch.${value}`) }))}
        value={by}
        onChange={setBy}
      />
      <TextField
        id="vouch-name"
        label={t('vouchName')}
        value={name}
        onChange={setName}
        onEnter={send}
        maxLength={40}
        autoFocus
      />
      <Box className="steps">
        <BigButton id="vouch-send" onPress={send} disabled={busy || !name.trim()}>
          {t('vouchSend')}
        </BigButton>
        <QuietButton id="vouch-cancel" onPress={onCancel}>
          {shared.t('cancel')}
        </QuietButton>
      </Box>
    </Box>
  )
}
