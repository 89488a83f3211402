import { Barcode } from '@loumen/shared/fields'
import { useState } from 'react'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box, Heading, TextField } from '../../ui/elements'
import { useWords } from '../../use-words'
import { useTableWords } from '../use-table-words'

interface Props {
  busy: boolean
  onTyped: (barcode: string) => void
  onGarbled: () => void
  onCancel: () => void
}

/** A barcode that no reader reads: typed twice, or thrown away as garbled. */
export function TypedTwice({ busy, onTyped, onGarbled, onCancel }: Props) {
  const { t } = useTableWords()
  const shared = useWords()
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const [one, two] = [Barcode.safeParse(first), Barcode.safeParse(second)]
  const same = one.success && two.success && one.data === two.data
  const send = () => same && onTyped(one.data)
  return (
    <Box id="typed-twice" className="card">
      <Heading className="card-title">{t('typeTwiceBody')}</Heading>
      <TextField id="typed-first" label={t('typeFirst')} value={first} onChange={setFirst} maxLength={40} autoFocus />
      <TextField
        id="typed-second"
        label={t('typeSecond')}
        value={second}
        onChange={setSecond}
        onEnter={send}
        maxLength={40}
      />
      {second.length >= first.length && second !== '' && !same && (
        <Box className="problem" role="alert">
          {t('typeDiffers')}
        </Box>
      )}
      <Box className="steps">
        <BigButton id="typed-send" onPress={send} disabled={busy || !same}>
          {t('useAnyway')}
        </BigButton>
        <QuietButton id="report-garbled" onPress={onGarbled} disabled={busy}>
          {t('reportGarbled')}
        </QuietButton>
        <QuietButton id="typed-cancel" onPress={onCancel}>
          {shared.t('cancel')}
        </QuietButton>
      </Box>
    </Box>
  )
}
