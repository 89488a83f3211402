import { Barcode } from '@loumen/shared/fields'
import { sampleAtDoor } from '@loumen/shared/visits/api'
import type { Visit } from '@loumen/shared/visits/schema'
import { useState } from 'react'
import { alertWith } from '../../platform/attention'
import type { Writing } from '../../remote/use-write'
import { BigButton } from '../../ui/big-button'
import { Box, Words } from '../../ui/elements'
import { Ticks } from '../../ui/ticks'
import { ScanField } from '../scan-field'
import { useStaffWords } from '../use-staff-words'

interface Props {
  visit: Visit
  writing: Writing
  again: () => Promise<void>
}

/** At the door: a new tube's barcode, who was sampled, closed at once. */
export function DoorSampling({ visit, writing, again }: Props) {
  const { t } = useStaffWords()
  const left = visit.people.filter(({ sampled }) => !sampled)
  const [sampled, setSampled] = useState((visit.single ? left.slice(0, 1) : left).map(({ residentId }) => residentId))
  const [barcode, setBarcode] = useState<string>()
  const [mistake, setMistake] = useState<'barcodeWrong' | 'nobodyTicked'>()
  const scan = (text: string) => {
    const read = Barcode.safeParse(text)
    setMistake(read.success ? undefined : 'barcodeWrong')
    if (read.success) setBarcode(read.data)
    alertWith(read.success ? 'taken' : 'refused')
  }
  const finish = () => {
    const residentIds = sampled.filter((id) => left.some(({ residentId }) => residentId === id))
    setMistake(residentIds.length ? undefined : 'nobodyTicked')
    if (!residentIds.length || !barcode) return
    void writing.write(
      sampleAtDoor,
      { visitId: visit.id, barcode, residentIds },
      () => {
        setBarcode(undefined)
        void again()
      },
      () => {
        setBarcode(undefined)
        void again()
        return false
      },
    )
  }
  return (
    <Box>
      <Ticks
        id={`sampled-${visit.id}`}
        label={t('whoSampled')}
        options={left.map(({ residentId, name, last4 }) => ({ value: residentId, text: `${name} ${last4 ?? ''}` }))}
        values={sampled}
        onChange={(values) => setSampled(visit.single ? values.slice(-1) : values)}
      />
      {barcode ? (
        <Box className="steps">
          <Words className="note">{t('tubeOpen', { barcode })}</Words>
          <BigButton id={`sample-${visit.id}`} onPress={finish} disabled={writing.busy}>
            {t('sampleDone', { count: sampled.length })}
          </BigButton>
        </Box>
      ) : (
        <ScanField id={`barcode-${visit.id}`} label={t('tubeBarcode')} hint={t('tubeBarcodeHint')} onScan={scan}>
          {(send) => (
            <BigButton id={`use-tube-${visit.id}`} onPress={send}>
              {t('openTube')}
            </BigButton>
          )}
        </ScanField>
      )}
      {mistake && (
        <Box className="problem" role="alert">
          {t(mistake)}
        </Box>
      )}
    </Box>
  )
}
