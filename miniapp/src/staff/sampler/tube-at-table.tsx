import { closeTube, voidTube } from '@loumen/shared/tubes/api'
import type { Tube } from '@loumen/shared/tubes/schema'
import { useEffect, useState } from 'react'
import { alertWith } from '../../platform/attention'
import { useWrite } from '../../remote/use-write'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box, Press, Words } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { ReasonForm } from '../reason-form'
import { TubePeople } from '../tube-people'
import { useStaffWords } from '../use-staff-words'

interface Props {
  tube: Tube
  onTube: (tube: Tube) => void
  again: () => Promise<void>
  /** Whether the page shows nothing else of the tube; a desk that does both jobs shows count and people itself. */
  alone?: boolean
}

const namesOf = (tube: Tube) => tube.people.map(({ residentId }) => residentId).join()

/** First tap: the count and the names agree. Second tap: closed. A list that changes in between must be read again. */
export function TubeAtTable({ tube, onTube, again, alone = true }: Props) {
  const { t } = useStaffWords()
  const { write, busy, problem, retry } = useWrite('staff')
  const [agreed, setAgreed] = useState<string>()
  const [voiding, setVoiding] = useState(false)
  const count = tube.people.length
  const full = count >= tube.capacity
  useEffect(() => {
    if (full && alone) alertWith('full')
  }, [full, alone])
  const confirmed = agreed !== undefined && agreed === namesOf(tube)
  const changed = agreed !== undefined && !confirmed
  const done = (answer: Tube) => {
    onTube(answer)
    void again()
  }
  const refused = () => {
    setAgreed(undefined)
    void again()
    return false
  }
  return (
    <Box>
      {alone && (
        <Box className={`counter ${full ? 'counter-full' : ''}`} role="status">
          <Words id="count" className="counter-number">
            {count}
          </Words>
          <Words className="counter-tube">{t('tubeOpen', { barcode: tube.barcode })}</Words>
        </Box>
      )}
      {changed && (
        <Box id="changed" className="note" role="alert">
          {t('changedMeanwhile')}
        </Box>
      )}
      <Words className="lead">{t('countQuestion')}</Words>
      <ProblemNote problem={problem} retry={retry} />
      <Press
        id="count-agrees"
        className={`choice ${confirmed ? 'choice-on' : ''}`}
        chooses="checkbox"
        chosen={confirmed}
        disabled={!count || busy}
        onPress={() => setAgreed(confirmed ? undefined : namesOf(tube))}
      >
        <Words className="choice-dot">{confirmed ? '☑' : '☐'}</Words>
        <Words className="choice-words">{t('countAgrees', { count })}</Words>
      </Press>
      <Box className="steps">
        <BigButton
          id="close-tube"
          disabled={!confirmed || busy}
          onPress={() => void write(closeTube, { tubeId: tube.id, count }, done, refused)}
        >
          {t('closeTube')}
        </BigButton>
      </Box>
      {alone && <TubePeople tube={tube} onTube={onTube} again={again} />}
      {voiding ? (
        <ReasonForm
          id="void"
          label={t('voidWhy')}
          usual={[t('voidBroken'), t('voidSpilled'), t('voidLabel')]}
          send={t('voidConfirm')}
          busy={busy}
          onSend={(reason) => void write(voidTube, { tubeId: tube.id, reason }, done, refused)}
          onCancel={() => setVoiding(false)}
        />
      ) : (
        <QuietButton id="void-open" onPress={() => setVoiding(true)}>
          {t('voidTube')}
        </QuietButton>
      )}
    </Box>
  )
}
