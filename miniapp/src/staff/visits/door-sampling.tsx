import { Barcode } from '@loumen/shared/fields'
import { sampleAtDoor } from '@loumen/shared/visits/api'
import type { Visit } from '@loumen/shared/visits/schema'
import { useState } from 'react'
import type { VisitsAt } from '../../offline/visits'
import { alertWith } from '../../platform/attention'
import type { Writing } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Choices } from '../../ui/choices'
import { Box, Words } from '../../ui/elements'
import { Ticks } from '../../ui/ticks'
import { ScanField } from '../scan-field'
import { useStaffWords } from '../use-staff-words'

interface Props {
  visit: Visit
  /** The tubes in hand, and whether doors may share one. */
  doors: Pick<VisitsAt, 'carried' | 'pooling'>
  writing: Writing
  again: () => Promise<void>
}

/** At the door: a new tube's barcode or the tube in hand, who was sampled, and whether it is closed then. */
export function DoorSampling({ visit, doors, writing, again }: Props) {
  const { t } = useStaffWords()
  const left = visit.people.filter(({ sampled }) => !sampled)
  const [sampled, setSampled] = useState((visit.single ? left.slice(0, 1) : left).map(({ residentId }) => residentId))
  const [barcode, setBarcode] = useState<string>()
  const [mistake, setMistake] = useState<'barcodeWrong' | 'nobodyTicked'>()
  const [keep, setKeep] = useState<'close' | 'keep'>('close')
  const shares = doors.pooling && !visit.single
  const inHand = shares ? doors.carried[0] : undefined
  const into = inHand?.barcode === barcode ? inHand : undefined
  const room = inHand ? inHand.capacity - inHand.people : 0
  const use = (code: string | undefined, after: 'close' | 'keep') => {
    setBarcode(code)
    setKeep(after)
  }
  const scan = (text: string) => {
    const read = Barcode.safeParse(text)
    setMistake(read.success ? undefined : 'barcodeWrong')
    if (read.success) use(read.data, read.data === inHand?.barcode ? 'keep' : 'close')
    alertWith(read.success ? 'taken' : 'refused')
  }
  const finish = () => {
    const residentIds = sampled.filter((id) => left.some(({ residentId }) => residentId === id))
    setMistake(residentIds.length ? undefined : 'nobodyTicked')
    if (!residentIds.length || !barcode) return
    void writing.write(
      sampleAtDoor,
      { visitId: visit.id, barcode, residentIds, keep: keep === 'keep' },
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
          <Words className="note">{into ? t('doorTube', into) : t('tubeOpen', { barcode })}</Words>
          {shares && (into || !inHand) && (
            <Choices
              id={`after-${visit.id}`}
              label={t('doorTubeAfter')}
              titled
              options={[
                { value: 'keep' as const, text: t('doorTubeAfter.keep') },
                { value: 'close' as const, text: t('doorTubeAfter.close') },
              ]}
              value={keep}
              onChange={setKeep}
            />
          )}
          <BigButton id={`sample-${visit.id}`} onPress={finish} disabled={writing.busy}>
            {t('sampleDone', { count: sampled.length })}
          </BigButton>
          <QuietButton id={`other-tube-${visit.id}`} onPress={() => setBarcode(undefined)}>
            {t('doorTubeNew')}
          </QuietButton>
        </Box>
      ) : (
        <>
          {inHand && sampled.length <= room && (
            <BigButton id={`use-carried-${visit.id}`} onPress={() => use(inHand.barcode, 'keep')}>
              {t('doorTubeUse', { barcode: inHand.barcode })}
            </BigButton>
          )}
          {inHand && sampled.length > room && <Words className="note">{t('doorTubeNoRoom', { room })}</Words>}
          <ScanField id={`barcode-${visit.id}`} label={t('tubeBarcode')} hint={t('tubeBarcodeHint')} onScan={scan}>
            {(send) => (
              <BigButton id={`use-tube-${visit.id}`} onPress={send}>
                {t('openTube')}
              </BigButton>
            )}
          </ScanField>
        </>
      )}
      {mistake && (
        <Box className="problem" role="alert">
          {t(mistake)}
        </Box>
      )}
    </Box>
  )
}
