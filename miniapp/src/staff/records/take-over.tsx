import { offlineWords } from '@loumen/shared/words/offline'
import { useState } from 'react'
import { takeOver } from '../../offline/journal'
import { takeIn } from '../../platform/take-in'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { useWords } from '../../use-words'
import { ScanField } from '../scan-field'

/** Takes over what another phone recorded; it is handed in under its recorder's name. */
export function TakeOver() {
  const { t } = useWords(offlineWords)
  const [open, setOpen] = useState(false)
  const [taken, setTaken] = useState<{ count: number | undefined }>()
  const take = async (text: string | undefined) => {
    if (text !== undefined) setTaken({ count: await takeOver(text.trim()) })
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
      <QuietButton id="take-file" onPress={() => void takeIn().then(take)}>
        {t('takeFile')}
      </QuietButton>
      {taken &&
        (taken.count === undefined ? (
          <Box id="not-taken" className="problem" role="alert">
            {t('notRecords')}
          </Box>
        ) : (
          <Box id="taken-over" className="good" role="status">
            <Words>{t('tookOver', { count: taken.count })}</Words>
          </Box>
        ))}
    </Section>
  )
}
