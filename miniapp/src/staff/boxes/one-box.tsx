import type { Ability } from '@loumen/shared/abilities'
import { packTube, unpackTube } from '@loumen/shared/boxes/api'
import type { Box as BoxView } from '@loumen/shared/boxes/schema'
import { Barcode } from '@loumen/shared/fields'
import { offlineWords } from '@loumen/shared/words/offline'
import { useState } from 'react'
import { alertWith } from '../../platform/attention'
import { clockTime } from '../../platform/clock-time'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box, Words } from '../../ui/elements'
import { Section } from '../../ui/page'
import { ProblemNote } from '../../ui/problem-note'
import { useWords } from '../../use-words'
import { ScanField } from '../scan-field'
import { useTableWords } from '../use-table-words'
import { BoxClock } from './box-row'
import { HandOver } from './hand-over'
import { Receive } from './receive'
import { Seal } from './seal'

interface Props {
  box: BoxView
  may: (ability: Ability) => boolean
  onBox: (box: BoxView) => void
}

/** One box: what is inside, who signed, and the next step. */
export function OneBox({ box, may, onBox }: Props) {
  const { t, word } = useTableWords()
  const offline = useWords(offlineWords)
  const { write, busy, problem, retry } = useWrite('staff')
  const [last, setLast] = useState<string>()
  const [sealing, setSealing] = useState(false)
  const refused = () => {
    alertWith('refused')
    return false
  }
  const pack = (text: string) => {
    const code = Barcode.safeParse(text)
    setLast(undefined)
    if (!code.success) return void refused()
    void write(
      packTube,
      { boxId: box.id, barcode: code.data },
      (after) => {
        alertWith('taken')
        setLast(code.data)
        onBox(after)
      },
      refused,
    )
  }
  const fillable = box.state === 'open' && may('boxes.pack')
  const { seal, receipt } = box
  return (
    <Box>
      <Words id="box-state" className="lead">
        {word('box', box.state)} · {t('boxRow', { tubes: box.tubes.length, people: box.people })}
      </Words>
      <BoxClock box={box} />
      {box.stray && (
        <Words id="box-stray" className="care">
          {t(`boxStray.${box.stray}`)}
        </Words>
      )}
      {box.id.startsWith('label-') && <Words className="note">{offline.t('unknownBox')}</Words>}
      {last && (
        <Box id="packed" className="good" role="status">
          {t('packed', { barcode: last })}
        </Box>
      )}
      <ProblemNote problem={problem} retry={retry} />
      {fillable && !sealing && (
        <>
          <ScanField id="pack" label={t('packTube')} hint="" turn={box.tubes.length} onScan={pack}>
            {(send) => (
              <BigButton id="pack-send" onPress={send} disabled={busy}>
                {t('pack')}
              </BigButton>
            )}
          </ScanField>
          <QuietButton id="seal-open" onPress={() => setSealing(true)}>
            {t('sealTitle')}
          </QuietButton>
        </>
      )}
      {fillable && sealing && <Seal box={box} onBox={onBox} onCancel={() => setSealing(false)} />}
      {(box.state === 'sealed' || box.state === 'inTransit') && may('boxes.receive') && (
        <Receive box={box} onBox={onBox} />
      )}
      {(box.state === 'sealed' || box.state === 'inTransit') && may('boxes.carry') && (
        <HandOver box={box} onBox={onBox} />
      )}
      <Section id="box-signed">
        {seal && <Words className="quiet person-line">{t('sealedBy', { ...seal, time: clockTime(seal.at) })}</Words>}
        {box.differences.map((one) => (
          <Words key={`${one.kind} ${one.barcode} ${one.note}`} className="care">
            {word('difference', one.kind)} {one.barcode ?? ''} {one.note ?? ''}
          </Words>
        ))}
        {box.handovers.map((one) => (
          <Words key={one.at} className="quiet person-line">
            {t('signed', { ...one, time: clockTime(one.at) })}
          </Words>
        ))}
        {receipt && (
          <Words id="receipt" className="quiet person-line">
            {t('receipt', { ...receipt, time: clockTime(receipt.at) })}
          </Words>
        )}
        {!!receipt?.missing.length && (
          <Words className="care">{t('missingList', { codes: receipt.missing.join('、') })}</Words>
        )}
        {!!receipt?.extra.length && (
          <Words className="care">{t('extraList', { codes: receipt.extra.join('、') })}</Words>
        )}
      </Section>
      <Section id="box-tubes">
        {box.tubes.map((tube) => (
          <Box key={tube.tubeId} className="row">
            <Words className="row-words">
              {tube.barcode} · {tube.people}
            </Words>
            {fillable && (
              <QuietButton
                id={`out-${tube.barcode}`}
                disabled={busy}
                onPress={() => void write(unpackTube, { boxId: box.id, tubeId: tube.tubeId }, onBox, refused)}
              >
                {t('takeOut')}
              </QuietButton>
            )}
          </Box>
        ))}
      </Section>
    </Box>
  )
}
