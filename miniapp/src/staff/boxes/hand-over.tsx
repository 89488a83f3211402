import { handOver } from '@loumen/shared/boxes/api'
import type { Box as BoxView } from '@loumen/shared/boxes/schema'
import { useState } from 'react'
import { useWrite } from '../../remote/use-write'
import { BigButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { Box, Heading, TextField } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { useTableWords } from '../use-table-words'

/** A sealed box changes hands: the signed-in side signs with the account, the other with its name. */
export function HandOver({ box, onBox }: { box: BoxView; onBox: (box: BoxView) => void }) {
  const { t } = useTableWords()
  const { write, busy, problem, retry } = useWrite('staff')
  const [side, setSide] = useState<'give' | 'take'>('give')
  const [other, setOther] = useState('')
  const send = () =>
    void write(handOver, { boxId: box.id, side, other: other.trim() }, (after) => {
      setOther('')
      onBox(after)
    })
  return (
    <Box id="handover" className="card">
      <Heading className="card-title">{t('handover')}</Heading>
      <Choices
        id="handover-side"
        label={t('handover')}
        options={(['give', 'take'] as const).map((value) => ({ value, text: t(`side.${value}`) }))}
        value={side}
        onChange={setSide}
      />
      <TextField id="handover-other" label={t('otherName')} value={other} onChange={setOther} maxLength={40} />
      <ProblemNote problem={problem} retry={retry} />
      <Box className="steps">
        <BigButton id="handover-send" onPress={send} disabled={busy || !other.trim()}>
          {t('handOver')}
        </BigButton>
      </Box>
    </Box>
  )
}
