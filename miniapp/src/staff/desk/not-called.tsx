import { useState } from 'react'
import type { Problem } from '../../remote/problem'
import { BigButton, QuietButton } from '../../ui/big-button'
import { Box } from '../../ui/elements'
import { ProblemNote } from '../../ui/problem-note'
import { ReasonForm } from '../reason-form'
import { useStaffWords } from '../use-staff-words'
import { useTableWords } from '../use-table-words'

interface Props {
  problem: Problem
  onAdmit: (reason: string) => void
  /** Fits them in after the present ten. */
  onNext: () => void
  onCancel: () => void
  busy: boolean
}

/** Somebody who has not been called: when and where to wait, a place in the next tube, or why they are admitted now. */
export function NotCalled({ problem, onAdmit, onNext, onCancel, busy }: Props) {
  const { t } = useStaffWords()
  const tables = useTableWords()
  const [admitting, setAdmitting] = useState(false)
  return (
    <Box id="not-called">
      <ProblemNote problem={problem} />
      {admitting ? (
        <ReasonForm
          id="admit-anyway"
          label={t('whyAdmit')}
          usual={[t('reasonPriority'), t('reasonTogether'), t('reasonMissed')]}
          send={t('admit')}
          turnBack={t('sendBack')}
          busy={busy}
          onSend={onAdmit}
          onCancel={onCancel}
        />
      ) : (
        <Box className="steps">
          <BigButton id="send-back" onPress={onCancel}>
            {t('sendBack')}
          </BigButton>
          <QuietButton id="next-tube" onPress={onNext}>
            {tables.t('nextTube')}
          </QuietButton>
          <QuietButton id="together-family" onPress={() => onAdmit(tables.t('togetherFamily'))} disabled={busy}>
            {tables.t('togetherFamily')}
          </QuietButton>
          <QuietButton id="admit-anyway-open" onPress={() => setAdmitting(true)}>
            {t('admitAnyway')}
          </QuietButton>
        </Box>
      )}
    </Box>
  )
}
