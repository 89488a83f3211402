import type { Admission } from '@loumen/shared/tubes/schema'
import { slipWords } from '@loumen/shared/words/slips'
import { BigButton, QuietButton } from '../../ui/big-button'
import { ColourTile } from '../../ui/colour-tile'
import { Box, Heading, Words } from '../../ui/elements'
import { useWords } from '../../use-words'
import { ScanField } from '../scan-field'

interface Props {
  blank: Extract<Admission, { kind: 'bind' }>
  onBind: (text: string) => void
  onNewcomer: () => void
  onCancel: () => void
  busy: boolean
}

/** A blank slip: whose it is from now on, who goes into the tube with the same step. */
export function BlankSlip({ blank: { entrance, colour, number }, onBind, onNewcomer, onCancel, busy }: Props) {
  const { t } = useWords(slipWords)
  const shared = useWords()
  return (
    <Box id="blank-slip" className="card">
      <Box className="row">
        <ColourTile colour={colour} />
        <Heading className="card-title">{t('bindTitle', { entrance, number })}</Heading>
      </Box>
      <Words className="quiet">{t('bindHint')}</Words>
      <ScanField id="bearer" label={t('bindWho')} hint={t('bindWhoHint')} onScan={onBind}>
        {(send) => (
          <BigButton id="bind-slip" onPress={send} disabled={busy}>
            {t('bindAdmit')}
          </BigButton>
        )}
      </ScanField>
      <QuietButton id="bind-newcomer" onPress={onNewcomer} disabled={busy}>
        {t('bindNewcomer')}
      </QuietButton>
      <QuietButton id="bind-cancel" onPress={onCancel}>
        {shared.t('cancel')}
      </QuietButton>
    </Box>
  )
}
