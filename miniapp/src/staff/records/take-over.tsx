import { offlineWords } from '@loumen/shared/words/offline'
import { useState } from 'react'
import { takeOver } from '../../offline/journal'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { useWords } from '../../use-words'
import { ScanField } from '../scan-field'

/** Takes over what another phone recorded; it is handed in under its recorder's name. */
export function TakeOver() {
  const { t } = useWords(offlineWords)
  const [open, setOpen] = useState(false)
  const [said, setSaid] = useState<string>()
  const take = async (text: string) => {
    const count = await takeOver(text.trim())
    setSaid(count === undefined ? t('notRecords') : t('tookOver', { count }))
  }
  if (!open)
    return (
      <QuietButton id="take-over-open" onPress={() => setOpen(true)}>
        {t('takeOver')}
      </QuietButton>
    )
  return (
    <Section id="take-over" title={t('takeOver')}>
      <ScanField
        id="take-over-text"
        label={t('takeOver')}
        hint={t('takeOverHint')}
        maxLength={2_000_000}
        onScan={(text) => void take(text)}
      >
        {(send) => (
          <BigButton id="take-over-send" onPress={send}>
            {t('takeOver')}
          </BigButton>
        )}
      </ScanField>
      {said && (
        <Box className="good" role="status">
          <Words>{said}</Words>
        </Box>
      )}
    </Section>
  )
}
