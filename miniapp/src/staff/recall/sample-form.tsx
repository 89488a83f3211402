import { Barcode } from '@loumen/shared/fields'
import { sampleSingly } from '@loumen/shared/incidents/api'
import { plainLab } from '@loumen/shared/results/rules'
import { recallPhoneWords } from '@loumen/shared/words/recall-on-phones'
import { useState } from 'react'
import { alertWith } from '../../platform/attention'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box, TextField, Words } from '../../ui/elements'
import { useWords } from '../../use-words'
import { ScanField } from '../scan-field'
import type { FormOfPerson } from './reach-form'

/** The laboratories of the last person, for a recall where nobody has been sampled yet. */
let lastLabs: readonly string[] = []

/** Takes somebody's single samples: each tube is scanned, each goes to another laboratory. */
export function SampleForm({ recall, person, writing, done, again, cancel }: FormOfPerson) {
  const { t } = useWords(recallPhoneWords)
  const { samplesWanted: all, people } = recall
  const { residentId } = person
  const known = [...new Set(people.flatMap(({ samples }) => samples.slice(-all).map(({ lab }) => lab)))].slice(-all)
  const usual = known.length ? known : lastLabs
  const [barcodes, setBarcodes] = useState<string[]>([])
  const [labs, setLabs] = useState<string[]>(Array.from({ length: all }, (_, i) => usual[i] ?? ''))
  const [mistake, setMistake] = useState<'barcodeWrong' | 'barcodeTwice' | 'labFirst'>()
  const scan = (text: string) => {
    const read = Barcode.safeParse(text)
    const wrong = !read.success ? 'barcodeWrong' : barcodes.includes(read.data) ? 'barcodeTwice' : undefined
    setMistake(wrong)
    alertWith(wrong ? 'refused' : 'taken')
    if (read.success && !wrong) setBarcodes([...barcodes, read.data])
  }
  const startOver = () => {
    setBarcodes([])
    setMistake(undefined)
  }
  const send = () => {
    const named = labs.map((lab) => lab.trim())
    const fine = named.every(Boolean) && new Set(named.map(plainLab)).size === all
    setMistake(fine ? undefined : 'labFirst')
    if (!fine) return
    lastLabs = named
    const samples = barcodes.map((barcode, i) => ({ barcode, lab: named[i] ?? '' }))
    void writing.write(sampleSingly, { recallId: recall.id, residentId, samples }, done, () => {
      startOver()
      void again()
      return false
    })
  }
  const place = barcodes.length + 1
  return (
    <Box className="steps">
      {barcodes.map((barcode, i) => (
        <Words key={barcode} className="person-line">
          ✓ {t('tubeTaken', { place: i + 1, barcode })}
        </Words>
      ))}
      {place <= all ? (
        <ScanField
          id={`tube-${residentId}`}
          label={t('tubeOf', { place, all })}
          hint={t('tubeHint')}
          turn={place}
          onScan={scan}
        >
          {(take) => (
            <BigButton id={`take-${residentId}`} onPress={take}>
              {t('tubeTake')}
            </BigButton>
          )}
        </ScanField>
      ) : (
        <>
          {labs.map((lab, i) => (
            <TextField
              // biome-ignore lint/suspicious/noArrayIndexKey: the place of a tube is what it is.
              key={i}
              id={`lab-${residentId}-${i + 1}`}
              label={t('lab', { place: i + 1 })}
              value={lab}
              maxLength={60}
              autoComplete="off"
              onChange={(value) => setLabs(labs.map((old, at) => (at === i ? value : old)))}
            />
          ))}
          <BigButton id={`close-${residentId}`} disabled={writing.busy} onPress={send}>
            {t('send')}
          </BigButton>
        </>
      )}
      {mistake && (
        <Box className="problem" role="alert">
          {t(mistake)}
        </Box>
      )}
      {barcodes.length > 0 && (
        <QuietButton id={`again-${residentId}`} onPress={startOver}>
          {t('startOver')}
        </QuietButton>
      )}
      <QuietButton id={`cancel-${residentId}`} onPress={cancel}>
        {t('cancel')}
      </QuietButton>
    </Box>
  )
}
